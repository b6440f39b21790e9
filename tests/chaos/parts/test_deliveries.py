"""G12: the same events in any order across aggregates, three times each, and again a week later."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from shared.kit.tests.messaging.things import Thing, open_log, resumed

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_kit.actors import system_actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.database import Database
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from aftercare_kit.retries import RetryLoop
from aftercare_kit.testing import Fact, fact
from aftercare_kit.unit_of_work import UnitOfWork
from tests.chaos.telling import SEED, SOAK, Tell

pytestmark = pytest.mark.slow

EXAMPLES = 500 if SOAK else 80
REGION = "cn-south"
LATE = (timedelta(minutes=3), timedelta(days=8))
"""After NATS's own window for duplicates, and after any answer that is kept for a repeat."""

_MAKE = """
create table if not exists fold (thing uuid primary key, folded int not null, digest text not null);
create table if not exists effect (id bigint generated always as identity, event uuid not null);
grant select, insert, update on fold to public;
grant select, insert on effect to public
"""
_FOLD = sa.text(
    "insert into fold values (:thing, 1, md5(:event)) on conflict (thing) do update"
    " set folded = fold.folded + 1, digest = md5(fold.digest || :event)"
)
_EFFECT = sa.text("insert into effect (event) values (cast(:event as text)::uuid)")
_STATE = """
select coalesce(string_agg(f::text, ';' order by thing), '') || ' effects ' ||
    (select count(*) from effect) from fold f
"""


@dataclass(frozen=True)
class Course:
    """What a broker might do: batches in the order of arrival, and who is not ready at first."""

    in_order: list[Fact]
    batches: list[list[Fact]]
    late: list[Fact]
    not_ready: frozenset[str]


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Aggregates keep their own order at first sight; repeats come any time after it."""
    counts = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    facts = [
        [fact(resumed(thing), thing.id, version) for version in range(1, count + 1)]
        for thing, count in ((Thing(), count) for count in counts)
    ]
    whose = draw(st.permutations([number for number, own in enumerate(facts) for _ in own]))
    rest = [iter(own) for own in facts]
    arriving = [next(rest[number]) for number in whose]
    for one in list(arriving):
        for _ in range(2):
            first = next(place for place, other in enumerate(arriving) if other is one)
            arriving.insert(draw(st.integers(first + 1, len(arriving))), one)
    cuts = sorted(draw(st.sets(st.integers(1, len(arriving)), max_size=6)))
    batches = [arriving[a:b] for a, b in zip([0, *cuts], [*cuts, len(arriving)], strict=True)]
    in_order = [one for own in facts for one in own]
    late = draw(st.permutations(in_order))
    ids = st.sampled_from([one.headers["ce-id"] for one in in_order])
    not_ready = draw(st.sets(ids, max_size=3))
    return Course(in_order, batches, late, frozenset(not_ready))


@dataclass
class Consumer:
    """Folds what it hears so that any repeat, gap or wrong order shows, with an effect for each."""

    log: Database[UnitOfWork]
    owner: Any
    not_ready: set[str] = field(default_factory=set[str])

    async def hear(self, event: Received[Any], work: UnitOfWork) -> None:
        if str(event.id) in self.not_ready:
            self.not_ready.discard(str(event.id))
            raise NotReady
        told = {"thing": event.aggregate_id, "event": str(event.id)}
        await work.connection.execute(_FOLD, told)
        await work.connection.execute(_EFFECT, told)

    async def state_after(
        self, batches: Sequence[Sequence[Any]], late: Sequence[Any] = (), not_ready: Any = ()
    ) -> str:
        """Take it all, from nothing; what all of it adds up to."""
        await self.owner.execute("truncate fold, effect, inbox, parked")
        self.not_ready = set(not_ready)
        self.log.now = lambda: datetime.now(UTC)
        actor = system_actor(self.log.service, REGION)
        inbox = Inbox(self.log, actor, {WorkOrderResumed: self.hear})
        for batch in batches:
            await inbox.take(batch)
        for moment in LATE:
            self.log.now = lambda moment=moment: datetime.now(UTC) + moment
            while await RetryLoop(self.log, actor, inbox).retry_due():
                pass
            if late:
                await inbox.take(late)
        return await self.owner.fetchval(_STATE)


@pytest.fixture
async def consumer(database: Callable[[str], Any]) -> AsyncIterator[Consumer]:
    fresh = database("gateway")
    owner = await asyncpg.connect(fresh.admin_url)
    await owner.execute(_MAKE)
    async with open_log("gateway", fresh.app_url, REGION) as log:
        yield Consumer(log, owner)
    await owner.close()


@pytest.fixture
def tally(tell: Tell) -> Iterator[Counter[str]]:
    """Counts over all examples, told at the end."""
    counted: Counter[str] = Counter()
    yield counted
    tell("G12", "permuted, three times each, late twice", **counted)
    assert counted["courses"] >= EXAMPLES / 2, "vacuous: too few courses"


@seed(SEED)
@settings(
    max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(course=courses())
async def test_any_delivery_ends_as_one_in_order(
    consumer: Consumer, tally: Counter[str], course: Course
) -> None:
    plain = await consumer.state_after([course.in_order])
    found = await consumer.state_after(course.batches, course.late, course.not_ready)
    deliveries = sum(map(len, course.batches)) + len(LATE) * len(course.late)
    tally.update(courses=1, deliveries=deliveries, first_not_ready=len(course.not_ready))
    assert found == plain


async def test_control_an_inbox_that_forgets(
    consumer: Consumer, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def all_new(
        _inbox: Any, _work: Any, events: Sequence[UUID], _aggregates: Any
    ) -> tuple[set[UUID], set[UUID]]:
        return set(events), set()

    thing = Thing()
    facts = [fact(resumed(thing), thing.id, version) for version in range(1, 6)]
    plain = await consumer.state_after([facts])
    monkeypatch.setattr(Inbox, "_first_sight", all_new)
    found = await consumer.state_after([facts, facts], facts)
    tell("G12", "control: no first sight", effects_of_5=found.rsplit(" ", 1)[1])
    assert plain.endswith(" 5")
    assert found != plain
