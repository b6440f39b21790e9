"""G14: many writers commit in an order that is neither that of their ids nor of their rows."""

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import pytest
import sqlalchemy as sa
from shared.kit.tests.messaging.things import Thing, resumed
from sqlalchemy.exc import DBAPIError

from aftercare_kit.actors import Actor
from aftercare_kit.database import Database
from aftercare_kit.endings import end
from aftercare_kit.relay import Relay
from aftercare_kit.unit_of_work import UnitOfWork
from tests.chaos.parts.books import Books, inversions
from tests.chaos.telling import SEED, SOAK, Tell

pytestmark = pytest.mark.slow

WRITERS, ROLLED_BACK = 64, 0.05
EVENTS = 100_000 if SOAK else 3_000
LONGEST_SECONDS = 2.0 if SOAK else 0.2

_EARLY = sa.text("select pg_current_xact_id()")
_LOCK = sa.text("select pg_advisory_xact_lock(:key)")
_NAIVE = sa.text("select id, event_id from event where id > :last order by id")


class GaveUpError(Exception):
    """A writer rolled back."""


class Writers:
    """Short and long transactions about hot things; each holds their locks until its commit."""

    def __init__(self, log: Database[UnitOfWork], actor: Actor) -> None:
        self._log, self._actor = log, actor
        self._things = [Thing() for _ in range(200)]
        self.committed = self.gave_up = 0

    async def write(self, seed: float) -> None:
        dice = random.Random(seed)
        while self.committed < EVENTS:
            chosen = sorted(dice.sample(range(len(self._things)), dice.choice((1, 1, 2, 5))))
            with suppress(GaveUpError):
                await self._transaction(dice, chosen)
                self.committed += len(chosen)

    async def _transaction(self, dice: random.Random, chosen: list[int]) -> None:
        async with self._log.begin(self._actor) as work:
            if dice.random() < 0.5:  # Takes its transaction id before any lock.
                await work.connection.execute(_EARLY)
            await self._lock(work, chosen)
            for index in chosen:
                work.announce(self._things[index], resumed(self._things[index]))
            await work.flush()
            await asyncio.sleep(LONGEST_SECONDS * dice.random() ** 4)
            if dice.random() < ROLLED_BACK:
                for index in chosen:
                    self._things[index].version -= 1
                self.gave_up += 1
                raise GaveUpError

    async def _lock(self, work: UnitOfWork, chosen: list[int]) -> None:
        try:
            for index in chosen:
                await work.connection.execute(_LOCK, {"key": index})
        except DBAPIError as fault:  # Long transactions queue beyond the pool's patience.
            self.gave_up += 1
            raise GaveUpError from fault


@asynccontextmanager
async def _naive(log: Database[UnitOfWork]) -> AsyncGenerator[set[UUID]]:
    """The control: a reader that asks for ids greater than the last one it saw."""
    seen: set[UUID] = set()

    async def read() -> None:
        last = 0
        while True:
            async with log.reading() as connection:
                for row_id, event in await connection.execute(_NAIVE, {"last": last}):
                    last = row_id
                    seen.add(event)
            await asyncio.sleep(0.005)

    task = asyncio.create_task(read())
    yield seen
    await asyncio.sleep(0.5)  # It has all the time to see the last ones.
    await end([task])


async def test_no_commit_is_skipped_or_overtaken(books: Books, actor: Actor, tell: Tell) -> None:
    dice = random.Random(SEED)
    writers = Writers(books.log, actor)
    relaying = asyncio.create_task(Relay(books.log, books.client, books.place).run())
    async with _naive(books.log) as naive:
        await asyncio.gather(*(writers.write(dice.random()) for _ in range(WRITERS)))
    logged = await books.logged()
    await books.relayed(len(logged))
    await end([relaying])

    found = await books.streamed()
    skipped = len({event for event, *_ in logged} - {event for event, *_ in found})
    by_id = len(logged) - len(naive)
    by_transaction = inversions(await books.logged("xmin::text::bigint, id"))
    tell(
        "G14", f"{WRITERS} writers, late commits, rollbacks", events=len(logged),
        rolled_back=writers.gave_up, skipped=skipped, doubled=len(found) - len(set(found)),
        inverted=inversions(found), control_by_id_skips=by_id,
        control_by_transaction_inverts=by_transaction,
    )  # fmt: skip
    assert len(logged) >= EVENTS, "vacuous: too little was said"
    assert writers.gave_up > 10, "vacuous: too few rollbacks"
    assert (skipped, len(found), inversions(found)) == (0, len(logged), 0)
    assert by_id > 0, "the control did not bite: reading by id skipped nothing"
    assert by_transaction > 0, "the control did not bite: no transaction was overtaken"
