"""Effects are written while those behind them are reacted to, as if each had waited its turn."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from shared.kit.tests.messaging.things import Thing, resumed
from sqlalchemy.exc import DBAPIError

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_kit import consumers, tables
from aftercare_kit.actors import Actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.database import Database
from aftercare_kit.driver import fetch_one
from aftercare_kit.events import Received
from aftercare_kit.testing import fact
from aftercare_kit.unit_of_work import UnitOfWork

BEFORE_LOCKS_TIME_OUT = 3
_SLOW = sa.text("select pg_sleep(0.05), count(*) as rows from audit")
_COUNT = "select count(*) as rows from audit"


async def _rows(log: Database[UnitOfWork], table: str) -> int:
    async with log.reading() as connection:
        found = await connection.execute(sa.text(f"select count(*) from {table}"))
        return found.scalar_one()


async def test_who_asks_comes_behind_what_is_under_way(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """By the driver, and by SQLAlchemy: a connection does one thing at a time, in turn."""
    async with log.begin(actor) as work:
        work.note("read", "thing")
        await work.flush_beside()
        assert (await fetch_one(work.connection, _COUNT))["rows"] == 1
        work.note("read", "thing")
        await work.flush_beside()
        assert (await work.connection.execute(_SLOW)).one().rows == 2
        work.note("read", "thing")
    assert await _rows(log, "audit") == 3


async def test_a_thing_asked_for_again_is_written_again(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """All its events are there, each once."""
    thing = Thing()
    async with log.begin(actor) as work:
        for _ in range(5):
            work.announce(thing, resumed(thing))
            await work.flush_beside()
    async with log.reading() as connection:
        versions = await connection.execute(
            sa.select(tables.event.c.aggregate_version).order_by(tables.event.c.id)
        )
        assert versions.scalars().all() == [1, 2, 3, 4, 5]


async def test_what_it_met_is_raised_by_the_next_flush(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """And nothing of the transaction stands, whatever it did meanwhile."""
    key = uuid4()
    twice = {"consumer": "c", "event_id": key, "received_at": log.now()}

    async def doubled() -> None:
        async with log.begin(actor) as work:
            for _ in range(2):
                work.write(tables.inbox, twice)
            await work.flush_beside()
            work.note("read", "thing")

    with pytest.raises(DBAPIError):
        await doubled()
    assert await _rows(log, "audit") == 0


class GaveUpError(Exception):
    """A use case found something wrong."""


async def test_a_fault_meanwhile_ends_what_is_under_way(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """Though that waits for somebody else; and the connection is whole again for the next one."""
    seen = {"consumer": "c", "event_id": uuid4(), "received_at": log.now()}

    async def faulty() -> None:
        async with log.begin(actor) as work:
            work.note("read", "thing")
            work.write(tables.inbox, seen)
            await work.flush_beside()
            raise GaveUpError

    async with log.begin(actor) as before:
        before.write(tables.inbox, seen)
        await before.flush()
        for _ in range(5):
            with pytest.raises(GaveUpError):
                async with asyncio.timeout(BEFORE_LOCKS_TIME_OUT):
                    await faulty()
    assert await _rows(log, "audit") == 0
    assert await _rows(log, "inbox") == 1


@pytest.mark.parametrize("part", [1, 3, 40])
async def test_a_bad_effect_in_a_batch_of_parts_stops_only_its_own(
    log: Database[UnitOfWork], actor: Actor, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """It is found after others were reacted to; each of those counts once all the same."""
    monkeypatch.setattr(consumers, "PART", part)
    things = [Thing() for _ in range(10)]
    bad = things[2].id

    async def react(event: Received[WorkOrderResumed], work: UnitOfWork) -> None:
        work.note("heard", "thing", event.aggregate_id)
        if event.aggregate_id == bad:
            for _ in range(2):
                work.write(tables.inbox, {
                    "consumer": "twice", "event_id": event.id, "received_at": work.now,
                })  # fmt: skip

    inbox: Inbox[UnitOfWork] = Inbox(log, actor, {WorkOrderResumed: react})
    await inbox.take([_message(thing) for thing in things])

    async with log.reading() as connection:
        heard = (
            await connection.execute(sa.text("select aggregate_id from audit order by id"))
        ).scalars()
        assert [UUID(str(each)) for each in heard] == [
            thing.id for thing in things if thing.id != bad
        ]
    assert await _rows(log, "parked") == 1


def _message(thing: Thing) -> Any:
    return fact(resumed(thing), thing.id, 1)
