"""G13: one event in a hundred cannot be read, one type cannot be applied, and then it is mended."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from shared.kit.tests.messaging.things import Thing, open_log, resumed

from aftercare_contracts.catalogue import EVENTS as KNOWN
from aftercare_contracts.dispatch import SchemeWithdrawn, WorkOrderResumed
from aftercare_contracts.samples import sample_of
from aftercare_kit import events, parking
from aftercare_kit.actors import Actor, system_actor
from aftercare_kit.admin import parked
from aftercare_kit.admin.jetstream import NatsAccess
from aftercare_kit.admin.suite import Suite
from aftercare_kit.consumers import Inbox
from aftercare_kit.database import Database
from aftercare_kit.endings import end
from aftercare_kit.events import Received
from aftercare_kit.pulling import Puller
from aftercare_kit.relay import Relay
from aftercare_kit.retries import RetryLoop
from aftercare_kit.streams import Place
from aftercare_kit.testing import poll_until
from aftercare_kit.unit_of_work import UnitOfWork
from tests.chaos.parts.books import Books, Said, inversions
from tests.chaos.telling import SEED, SOAK, Tell

pytestmark = pytest.mark.slow

THINGS = 400
EVENTS = 50_000 if SOAK else 2_000
BAD, OF_THE_TYPE = 0.01, 0.02
DELAYS = parking.DELAYS if SOAK else tuple(delay / 1000 for delay in parking.DELAYS)


class Spoilt(WorkOrderResumed):
    """Written by a release that forgot its fields."""

    def model_dump_json(self, **_: Any) -> str:  # type: ignore[override]
        return "{}"


class ReadableLater(WorkOrderResumed):
    """What a later release makes of the type: what was missing has a default."""

    work_order_id: UUID = UUID(int=0)
    request_id: UUID = UUID(int=0)


@dataclass
class Gateway:
    """Hears dispatch's events through a real consumer; its code has a fault that can be mended."""

    database: Database[UnitOfWork]
    mended: bool = False

    async def hear(self, event: Received[Any], work: UnitOfWork) -> None:
        if isinstance(event.data, SchemeWithdrawn) and not self.mended:
            raise ZeroDivisionError
        work.note("heard", "thing", event.aggregate_id, id=event.id, n=event.aggregate_version)

    async def heard(self) -> list[Said]:
        query = (
            "select (detail->>'id')::uuid, aggregate_id, (detail->>'n')::int from audit"
            " where action = 'heard' order by id"
        )
        async with self.database.reading() as connection:
            return [tuple(row) for row in (await connection.execute(sa.text(query))).all()]

    async def counted(self) -> int:
        """How many it has heard; to read them all every few milliseconds would be a load itself."""
        return await self._count("audit where action = 'heard'")

    async def waiting(self, state: str = "%") -> int:
        """How many wait, in one state or any."""
        return await self._count(f"parked where state like '{state}'")

    async def _count(self, rows: str) -> int:
        async with self.database.reading() as connection:
            counted = await connection.execute(sa.text(f"select count(*) from {rows}"))
            return int(counted.scalar_one())


@pytest.fixture
async def gateway(database: Callable[[str], Any], place: Place) -> AsyncIterator[Gateway]:
    async with open_log("gateway", database("gateway").app_url, place.region) as log:
        yield Gateway(log)


def _loops(books: Books, gateway: Gateway) -> list[asyncio.Task[None]]:
    actor = system_actor("gateway", books.place.region)
    kinds = (WorkOrderResumed, SchemeWithdrawn, ReadableLater)
    inbox = Inbox(gateway.database, actor, dict.fromkeys(kinds, gateway.hear))
    puller = Puller(books.client, books.place.stream("dispatch"), "gateway", inbox.take)
    runs = (
        Relay(books.log, books.client, books.place).run(), puller.run(),
        RetryLoop(gateway.database, actor, inbox).run(),
    )  # fmt: skip
    return [asyncio.create_task(run) for run in runs]


async def _say(books: Books, actor: Actor, dice: random.Random) -> tuple[set[UUID], set[UUID]]:
    """Say all there is to say; which events cannot be read, and which cannot be applied."""
    things = [Thing() for _ in range(THINGS)]
    withdrawn = SchemeWithdrawn.model_validate(sample_of(SchemeWithdrawn))
    bad, of_the_type = set[UUID](), set[UUID]()
    for _ in range(EVENTS // 10):
        async with books.log.begin(actor) as work:
            for thing in dice.sample(things, 10):
                chance = dice.random()
                if chance < BAD:
                    spoilt = Spoilt.model_validate(resumed(thing).model_dump())
                    bad.add(work.announce(thing, spoilt))
                elif chance < BAD + OF_THE_TYPE:
                    of_the_type.add(work.announce(thing, withdrawn))
                else:
                    work.announce(thing, resumed(thing))
    return bad, of_the_type


def _behind(said: list[Said], poison: set[UUID]) -> set[UUID]:
    """What is poison, or follows some of its own aggregate."""
    blocked, found = set[UUID](), set[UUID]()
    for event, aggregate, _ in said:
        if event in poison or aggregate in blocked:
            blocked.add(aggregate)
            found.add(event)
    return found


async def test_poison_stops_its_aggregate_only_and_is_replayed(
    books: Books, gateway: Gateway, actor: Actor, nats_server: Any, tell: Tell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(parking, "DELAYS", DELAYS)
    access = NatsAccess(nats_server.url, "admin", nats_server.password())
    url = gateway.database.engine.url.render_as_string(hide_password=False)
    suite = Suite(books.place, access, {"gateway": url.replace("+asyncpg", "")})
    tasks = _loops(books, gateway)
    bad, of_the_type = await _say(books, actor, random.Random(SEED))
    said = await books.logged()
    stuck = _behind(said, bad | of_the_type)
    within = 600 if SOAK else 40

    async def healthy() -> bool:
        return await gateway.counted() >= len(said) - len(stuck)

    await poll_until(healthy, seconds=within, what="all others")
    # Nothing of what must wait has gone through meanwhile, and it is given up after its tries.
    assert not {event for event, *_ in await gateway.heard()} & stuck
    assert {waiting.event_id for waiting in await parked.listed(suite)} == stuck

    async def given_up() -> bool:
        return not await gateway.waiting("retrying")

    await poll_until(given_up, seconds=within, what="the end of all tries")
    tries = max(one.tries for one in await parked.listed(suite))

    gateway.mended = True
    monkeypatch.setattr(events, "EVENTS", {**KNOWN, WorkOrderResumed.type: ReadableLater})

    async def replayed() -> bool:
        # What could not be read was given up at once each time it came to be the first.
        if not await gateway.waiting("retrying"):
            await parked.replay(suite, "operator:li")
        return not await gateway.waiting()

    await poll_until(replayed, seconds=within, what="an empty parking")
    await end(tasks)
    heard = await gateway.heard()
    figures = {
        "dropped": len(set(said) - set(heard)),
        "doubled": len(heard) - len(set(heard)),
        "inverted": inversions(heard),
    }
    tell(
        "G13", "poison: unreadable, and a type with a bug", events=len(said), unreadable=len(bad),
        of_the_type=len(of_the_type), waited=len(stuck), most_tries=tries, **figures,
    )  # fmt: skip
    assert len(said) >= EVENTS, "vacuous: too little was said"
    assert min(len(bad), len(of_the_type)) > 3, "vacuous: too little was poisonous"
    assert tries <= len(DELAYS) + 1
    assert set(figures.values()) == {0}
