"""The inbox: every event counts once, a bad one stops only its aggregate, nothing is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from asyncpg import DiskFullError
from shared.kit.tests.messaging.things import Thing, resumed
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_kit import parking
from aftercare_kit.actors import Actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.database import Database
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from aftercare_kit.retries import RetryLoop
from aftercare_kit.testing import Fact, fact
from aftercare_kit.unit_of_work import UnitOfWork

_BEGIN = sa.text("insert into number_range (form, series, last) values ('WO', 'race', 1)")
_BEGUN = sa.text("select exists(select from number_range where series = 'race')")


class Consumer:
    """Notes what it heard, in the audit table; can be told to fail."""

    def __init__(self, log: Database[UnitOfWork], actor: Actor) -> None:
        self.log = log
        self.failing: set[UUID] = set()
        self.fault: Exception = NotReady()
        self.inbox: Inbox[UnitOfWork] = Inbox(log, actor, {WorkOrderResumed: self._react})
        self.retries = RetryLoop(log, actor, self.inbox)

    async def _react(self, event: Received[WorkOrderResumed], work: UnitOfWork) -> None:
        work.note("heard", "thing", event.aggregate_id, version=event.aggregate_version)
        await work.flush()
        if event.aggregate_id in self.failing:
            raise self.fault

    async def heard(self) -> list[tuple[UUID, int]]:
        """What was applied, in order."""
        async with self.log.reading() as connection:
            rows = await connection.execute(
                sa.text("select aggregate_id, (detail->>'version')::int from audit order by id")
            )
            return [(row[0], row[1]) for row in rows]

    async def parked(self) -> list[tuple[str, int, str]]:
        """State, tries and reason of what waits."""
        async with self.log.reading() as connection:
            rows = await connection.execute(
                sa.text("select state, tries, reason from parked order by id")
            )
            return [(row[0], row[1], row[2]) for row in rows]


@pytest.fixture
def consumer(log: Database[UnitOfWork], actor: Actor) -> Consumer:
    return Consumer(log, actor)


def _facts(thing: Thing, versions: range) -> list[Any]:
    return [fact(resumed(thing), thing.id, version) for version in versions]


async def test_what_arrives_twice_counts_once(consumer: Consumer) -> None:
    """In one batch or in another, however late."""
    thing = Thing()
    facts = _facts(thing, range(1, 6))

    await consumer.inbox.take([*facts, *facts])
    await consumer.inbox.take(facts[2:])

    assert await consumer.heard() == [(thing.id, version) for version in range(1, 6)]


async def test_a_bad_event_stops_only_its_aggregate(consumer: Consumer) -> None:
    """Later events of the same aggregate wait behind it; the others are applied."""
    bad, good = Thing(), Thing()
    consumer.failing = {bad.id}
    facts = [*_facts(bad, range(1, 4)), *_facts(good, range(1, 4))]

    await consumer.inbox.take(facts)

    assert await consumer.heard() == [(good.id, version) for version in range(1, 4)]
    assert await consumer.parked() == [
        ("retrying", 1, "NotReady: not-ready"),
        ("waiting", 0, "an earlier event waits"),
        ("waiting", 0, "an earlier event waits"),
    ]


async def test_a_bad_event_leaves_the_others_in_batches(consumer: Consumer) -> None:
    """It is found by halving: of 64 events the other 63 take one transaction a halving, no more."""
    things = [Thing() for _ in range(64)]
    consumer.failing = {things[40].id}

    await consumer.inbox.take([fact(resumed(thing), thing.id, 1) for thing in things])

    good = [(thing.id, 1) for thing in things if thing.id not in consumer.failing]
    assert await consumer.heard() == good
    assert await consumer.parked() == [("retrying", 1, "NotReady: not-ready")]
    async with consumer.log.reading() as connection:
        query = sa.text("select count(distinct xmin::text) from audit")
        assert (await connection.execute(query)).scalar_one() == 6


async def test_what_failed_is_tried_again_in_order(consumer: Consumer) -> None:
    """As soon as its cause is there, the whole queue of the aggregate drains."""
    thing = Thing()
    consumer.failing = {thing.id}
    await consumer.inbox.take(_facts(thing, range(1, 4)))
    consumer.failing = set()
    consumer.log.now = lambda: datetime.now(UTC) + timedelta(seconds=1)

    while await consumer.retries.retry_due():
        pass

    assert await consumer.heard() == [(thing.id, version) for version in range(1, 4)]
    assert await consumer.parked() == []


async def test_what_another_transaction_wrote_first_is_seen_when_asked_again(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """Two events of two streams begin the same thing at the same moment: no fault of theirs."""
    tries = 0

    async def begin_a_series(_: Received[WorkOrderResumed], work: UnitOfWork) -> None:
        nonlocal tries
        tries += 1
        begun = (await work.connection.execute(_BEGUN)).scalar_one()
        if tries == 1:
            async with log.begin(actor) as faster:
                await faster.connection.execute(_BEGIN)
        if not begun:
            await work.connection.execute(_BEGIN)

    thing = Thing()
    inbox: Inbox[UnitOfWork] = Inbox(log, actor, {WorkOrderResumed: begin_a_series})
    await inbox.take(_facts(thing, range(1, 2)))

    async with log.reading() as connection:
        assert (await connection.execute(sa.text("select count(*) from parked"))).scalar_one() == 0
    assert tries == 2


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (NotReady(), ("info", "consumer.event_early")),
        (ValueError(), ("error", "consumer.event_failed")),
    ],
)
async def test_what_came_before_its_cause_is_no_alarm(
    consumer: Consumer, fault: Exception, told: tuple[str, str]
) -> None:
    thing = Thing()
    consumer.failing, consumer.fault = {thing.id}, fault
    with capture_logs() as logs:
        await consumer.inbox.take(_facts(thing, range(1, 2)))
    assert [(line["log_level"], line["event"]) for line in logs] == [told]


async def test_an_event_that_keeps_failing_is_parked_for_an_operator(consumer: Consumer) -> None:
    """After bounded tries with growing delays; what waits behind it stays in its place."""
    thing = Thing()
    consumer.failing = {thing.id}
    consumer.fault = ValueError("a secret")
    await consumer.inbox.take(_facts(thing, range(1, 3)))
    for day in range(1, len(parking.DELAYS) + 5):
        consumer.log.now = lambda day=day: datetime.now(UTC) + timedelta(days=day)
        await consumer.retries.retry_due()

    assert await consumer.parked() == [
        ("parked", len(parking.DELAYS) + 1, "ValueError"),
        ("waiting", 0, "an earlier event waits"),
    ]
    assert await consumer.heard() == []


async def test_an_unreadable_message_is_kept_and_blocks_only_its_aggregate(
    consumer: Consumer,
) -> None:
    """Headers or data that are no event of the published language; what came before is applied."""
    bad, good = Thing(), Thing()
    before, broken, after = _facts(bad, range(1, 4))
    broken.data = b"{}"
    strange = [Fact({"ce-type": "somebody.else.v1"}, data) for data in (b"\xff", b"\xfe")]

    await consumer.inbox.take([before, broken, *strange, after, *_facts(good, range(1, 2))])

    assert await consumer.heard() == [(bad.id, 1), (good.id, 1)]
    states = [state for state, _, _ in await consumer.parked()]
    assert states == ["parked", "parked", "parked", "waiting"]


async def test_an_unreadable_message_can_be_read_later_once_and_in_order(
    consumer: Consumer,
) -> None:
    """A new release can read it: replayed, it comes before what waited, and never again."""
    thing, other = Thing(), Thing()
    facts = _facts(thing, range(1, 4))
    (hopeless,) = _facts(other, range(1, 2))
    hopeless.data = b"{}"
    good, facts[1].data = facts[1].data, b"{}"
    await consumer.inbox.take([hopeless, *facts])

    async with consumer.log.begin(consumer.inbox._actor) as work:
        await work.connection.execute(
            sa.text(
                "update parked set state = 'retrying', tries = 0, data = :good"
                " where event_id::text = :event"
            ),
            {"good": good, "event": facts[1].headers["ce-id"]},
        )
    consumer.log.now = lambda: datetime.now(UTC) + timedelta(seconds=1)
    while await consumer.retries.retry_due():
        pass
    facts[1].data = good
    await consumer.inbox.take(facts)

    assert await consumer.heard() == [(thing.id, version) for version in range(1, 4)]
    assert [state for state, _, _ in await consumer.parked()] == ["parked"]


async def test_a_database_that_is_away_lets_nothing_be_acknowledged(consumer: Consumer) -> None:
    """The fault goes up, so that the broker delivers again."""
    thing = Thing()
    consumer.failing = {thing.id}
    consumer.fault = ConnectionResetError()

    with pytest.raises(ConnectionResetError):
        await consumer.inbox.take(_facts(thing, range(1, 2)))

    assert await consumer.parked() == []
    consumer.failing = set()
    await consumer.inbox.take(_facts(thing, range(1, 2)))
    assert await consumer.heard() == [(thing.id, 1)]


async def test_a_full_disk_is_no_fault_of_the_event(consumer: Consumer) -> None:
    """It is not set aside for it, but comes again when there is room."""
    thing = Thing()
    consumer.failing = {thing.id}
    consumer.fault = DBAPIError("insert", {}, DiskFullError())

    with pytest.raises(DBAPIError):
        await consumer.inbox.take(_facts(thing, range(1, 4)))

    assert await consumer.parked() == []
