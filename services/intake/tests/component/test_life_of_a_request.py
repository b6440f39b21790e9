"""A request from the first call to closure: what dispatch and feedback say moves it on."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.intake.tests.component.desk import (
    Desk,
    cleared,
    responded,
    unsatisfied,
    verified,
)


async def life(bench: Bench) -> list[type]:
    """The facts said about requests, in order."""
    return [type(event) for event in await bench.said() if hasattr(event, "request_id")]


@pytest.mark.rule("001-F1")
@pytest.mark.rule("004-5.2.4.1")
async def test_a_request_runs_from_the_call_to_closure(bench: Bench) -> None:
    """Each step says its fact once; a customer who does not confirm sends it round again."""
    desk = Desk(bench)
    request = await desk.resolved()
    await desk.hear(unsatisfied(request["id"]))
    assert (await desk.show(request["id"]))["state"] == "in_service"
    await desk.hear(cleared(request["id"]))
    await desk.hear(verified(request["id"]))

    assert (await desk.show(request["id"]))["state"] == "closed"
    assert await life(bench) == [
        said.RequestRegistered,
        said.RequestTriaged,
        said.RequestServiceStarted,
        said.RequestResolved,
        said.RequestReopened,
        said.RequestResolved,
        said.RequestClosed,
    ]


async def test_a_fact_told_twice_counts_once(bench: Bench) -> None:
    """The same event redelivered, and the same meaning in another event."""
    desk = Desk(bench)
    request = await desk.triaged()
    redelivered = fact(responded(request["id"]), new_id())
    await bench.hear(redelivered, redelivered)
    await desk.hear(responded(request["id"]))
    await desk.hear(cleared(request["id"]), cleared(request["id"]))
    answer = unsatisfied(request["id"])
    await desk.hear(answer)
    await desk.hear(answer)

    assert await life(bench) == [
        said.RequestRegistered,
        said.RequestTriaged,
        said.RequestServiceStarted,
        said.RequestResolved,
        said.RequestReopened,
    ]
    assert not await bench.rows("select 1 from parked")


async def test_a_confirmation_waits_for_the_resolution_it_answers(bench: Bench) -> None:
    """The two come on different streams; whichever is first, the request is closed in the end."""
    desk = Desk(bench)
    request = await desk.triaged()
    await desk.hear(verified(request["id"]))
    (waiting,) = await bench.rows("select state, reason from parked")
    assert (waiting["state"], waiting["reason"]) == ("retrying", "NotReady: not-ready")

    await desk.hear(cleared(request["id"]))
    await desk.retry_parked()

    assert (await desk.show(request["id"]))["state"] == "closed"


async def test_late_facts_about_an_ended_request_change_nothing(bench: Bench) -> None:
    """An engineer finishes while the customer cancels: the cancellation stands."""
    desk = Desk(bench)
    request = await desk.triaged()
    path = f"/requests/{request['id']}/cancel"
    await desk.ok(path, {"reason": "solved itself"}, 200)
    before = len(await bench.said())

    for late in (responded, cleared, verified, unsatisfied):
        await desk.hear(late(request["id"]))

    assert (await desk.show(request["id"]))["state"] == "cancelled"
    assert len(await bench.said()) == before
    assert not await bench.rows("select 1 from parked")


async def test_a_fact_older_than_the_last_act_takes_its_place_after_it(bench: Bench) -> None:
    """A response from the field's offline hour cannot lie before the triage it answers."""
    desk = Desk(bench)
    request = await desk.triaged()
    long_ago = datetime.now(UTC) - timedelta(days=1)
    await bench.hear(fact(responded(request["id"]), new_id(), at=long_ago))

    rows = await bench.rows("select occurred_at from event where case_id is not null order by id")
    times = [row["occurred_at"] for row in rows]
    assert len(times) == 3
    assert times == sorted(times)


async def test_a_fault_cleared_in_the_first_call_needs_no_response_before(bench: Bench) -> None:
    """Resolved straight from triage; the response that comes after is no news."""
    desk = Desk(bench)
    request = await desk.triaged()
    await desk.hear(cleared(request["id"]))
    await desk.hear(responded(request["id"]))

    assert (await desk.show(request["id"]))["state"] == "resolved"
    assert said.RequestServiceStarted not in await life(bench)
