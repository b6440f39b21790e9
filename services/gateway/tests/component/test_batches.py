"""Batches of several streams, applied at the same time."""

import asyncio
import random
from collections import defaultdict
from typing import Any

import pytest

from aftercare_kit.consumers import Inbox
from aftercare_kit.testing import Bench, Fact
from aftercare_launcher import sql
from services.gateway.tests.builders import Story


@pytest.fixture
def failed(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """Why batches could not be applied as they are, and were halved."""
    found: list[Exception] = []
    apply = Inbox._apply

    async def noted(inbox: Any, events: Any) -> None:
        try:
            await apply(inbox, events)
        except Exception as fault:
            found.append(fault)
            raise

    monkeypatch.setattr(Inbox, "_apply", noted)
    return found


async def test_batches_lock_their_cases_in_one_order(
    bench: Bench, failed: list[Exception], postgres_server: Any
) -> None:
    """Two that name the same new cases in opposite order wait for each other, not in a circle."""
    name = bench.process.engine.url.database
    sql.run(
        postgres_server.url(name, "postgres"),
        "create function dawdle() returns trigger language plpgsql as"
        " $$ begin perform pg_sleep(0.1); return new; end $$",
        "create trigger dawdle before insert on case_view for each row execute function dawdle()",
    )
    stories = sorted((Story() for _ in range(2)), key=lambda story: story.request_id)

    await asyncio.gather(
        bench.hear(*(story.registered() for story in stories)),
        bench.hear(*(story.opened() for story in reversed(stories))),
    )

    assert failed == []


async def test_streams_that_change_the_same_cases_do_not_disturb_each_other(
    bench: Bench, failed: list[Exception]
) -> None:
    """No batch has to be halved, whatever the order of cases within it."""
    stories = [Story(f"YX26{number:04d}") for number in range(8)]
    chance = random.Random(2611)
    streams: dict[str, list[Fact]] = defaultdict(list)
    for story in stories:
        for said in story.on_site():
            streams[said.headers["ce-source"]].append(said)
    for told in streams.values():
        by_case = defaultdict(list)
        for said in told:
            by_case[said.headers["ce-subject"]].append(said)
        groups = list(by_case.values())
        chance.shuffle(groups)
        told[:] = [said for group in groups for said in group]

    await asyncio.gather(*(bench.hear(*told) for told in streams.values()))

    assert failed == []
    cases = await bench.rows("select state, version from case_view")
    assert {(case["state"], case["version"]) for case in cases} == {
        ("closed", len(stories[0].told))
    }


async def test_the_case_kept_is_the_fold_of_the_timeline(bench: Bench) -> None:
    """Heard in five interleaved streams, the case is what a reading of the timeline gives."""
    from gateway.domain.fact import Fact as Said
    from gateway.domain.fold import EMPTY, fold_all

    story = Story()
    told = story.on_site()
    by_stream: dict[str, list[Fact]] = defaultdict(list)
    for said in told:
        by_stream[said.headers["ce-source"]].append(said)
    await asyncio.gather(*(bench.hear(*stream) for stream in by_stream.values()))

    rows = await bench.rows("select * from timeline order by aggregate_id, aggregate_version")
    kept = (await bench.rows("select document from case_view"))[0]["document"]

    assert kept == fold_all(
        EMPTY,
        [
            Said(
                row["event_id"],
                ".".join(row["type"].split(".")[2:4]),
                row["facts"],
                row["aggregate_id"],
                row["aggregate_version"],
                row["occurred_at"],
            )
            for row in rows
        ],
    )


async def test_a_failing_event_stops_only_itself(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is set aside for another try; the rest of its batch is applied."""
    from gateway.adapters import projection

    fold_all = projection.fold_all

    def failing(document: Any, facts: Any) -> Any:
        if any(said.name == "work_order.opened" for said in facts):
            raise ValueError("a slip of ours")
        return fold_all(document, facts)

    monkeypatch.setattr(projection, "fold_all", failing)
    story, other = Story("YX261101"), Story("YX261102")

    await bench.hear(story.registered(), story.opened(), other.registered())

    parked = await bench.rows("select type, state from parked")
    assert [(row["type"], row["state"]) for row in parked] == [
        ("aftercare.dispatch.work_order.opened.v1", "retrying")
    ]
    assert len(await bench.rows("select 1 as n from case_view where number is not null")) == 2
