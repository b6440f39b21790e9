"""Facts of other services: late, doubled, out of order, and about cases that have ended."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aftercare_clocks import CalendarSpec
from aftercare_contracts import feedback as said
from aftercare_contracts.intake import RequestCancelled, RequestMerged
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.feedback.tests import builders as a
from services.feedback.tests.component.desk import Desk


async def test_a_resolution_that_overtook_its_triage_waits_for_it(bench: Bench) -> None:
    """It is kept and tried again; once the triage is known it opens the verification."""
    desk = Desk(bench)
    request = a.a_triaged_request()
    resolution = a.a_resolution(request.request_id)

    await desk.hear(resolution, resolution.work_order_id, version=3)
    (parked,) = await bench.rows("select state, reason from parked")
    assert (parked["state"], parked["reason"]) == ("retrying", "NotReady: not-ready")
    assert await bench.said() == []

    await desk.hear(request)
    assert await desk.retry_parked() == 1

    assert len(await bench.said(said.VerificationOpened)) == 1
    assert await bench.rows("select * from parked") == []


async def test_a_closure_waits_behind_its_triage(bench: Bench) -> None:
    """A closed case that was never triaged as far as we know is no reason to guess a promise."""
    desk = Desk(bench)

    assert await desk.closed(new_id()) == []

    assert [row["state"] for row in await bench.rows("select state from parked")] == ["retrying"]


@pytest.mark.parametrize("same_event", [True, False])
async def test_whatever_is_told_twice_counts_once(bench: Bench, *, same_event: bool) -> None:
    """The same event again, or the same fact under another id."""
    desk = Desk(bench)
    request_id = await desk.triaged()
    resolution = a.a_resolution(request_id)
    first = fact(resolution, resolution.work_order_id, 3)
    again = first if same_event else fact(resolution, resolution.work_order_id, 3)

    await bench.hear(first, again)
    await bench.hear(again)
    await desk.closed(request_id, version=5)
    await desk.closed(request_id, version=5)

    assert len(await bench.said(said.VerificationOpened)) == 1
    assert len(await bench.said(said.SurveySent)) == 1
    assert await bench.rows("select * from parked") == []


async def test_the_promise_of_a_case_is_frozen_at_its_first_triage(bench: Bench) -> None:
    """A later triage, under whatever policy, changes nothing."""
    desk = Desk(bench)
    request_id = await desk.triaged(preset="it-goods")
    await desk.triaged(request_id=request_id, preset="base")

    complaint = await desk.complained(request_id)

    due = {one["name"]: one["due_at"] for one in complaint["promises"]}
    assert due["complaint_first_reply"] < due["complaint_opinion"]  # One hour against two.
    assert await bench.rows("select * from parked") == []


async def test_what_a_case_was_promised_is_kept_to_the_letter(bench: Bench) -> None:
    """Working hours, holidays and all survive being stored."""
    desk = Desk(bench)
    monday = a.NOON.date()
    hours = CalendarSpec.business(
        "Asia/Shanghai",
        {"mon": [["08:30", "12:00"], ["13:30", "17:30"]]},
        "CN",
        closed=[monday + timedelta(days=1)],
        open_days={monday: [["22:00", "06:00"]]},
    )
    promised = [replace(terms, calendar=hours).pinned(a.NOON) for terms in a.clocks()]
    request_id = await desk.triaged(promised=promised)

    async with desk.work() as work:
        case = await work.cases.find(request_id=request_id)

    assert case.clocks == promised


@pytest.mark.parametrize("ends", [RequestCancelled, RequestMerged])
async def test_a_case_that_ended_is_not_verified(bench: Bench, ends: type) -> None:
    """An open question is dropped with its timer; its complaint goes on."""
    desk = Desk(bench)
    request_id = await desk.triaged()
    verification = await desk.resolved(request_id)
    complaint = await desk.complained(request_id)
    event = ended(ends, request_id)

    await desk.hear(event, version=4)
    await desk.hear(event, version=4)

    (cancelled,) = await bench.said(said.VerificationCancelled)
    assert str(cancelled.verification_id) == verification["id"]
    kinds = {row["kind"] for row in await bench.rows("select kind from timer")}
    assert all(kind.startswith("complaint") for kind in kinds)
    path = f"/verifications/{verification['id']}/record"
    await desk.refused(desk.agent, path, {"satisfied": True}, "verification-not-open")
    await desk.step(complaint, "opinion")


@pytest.mark.parametrize("ends", [RequestCancelled, RequestMerged])
async def test_a_resolution_heard_after_the_end_of_its_case_opens_nothing(
    bench: Bench, ends: type
) -> None:
    """Both travelled at the same time; the end stands."""
    desk = Desk(bench)
    request_id = await desk.triaged()
    await desk.hear(ended(ends, request_id), version=3)

    resolution = a.a_resolution(request_id)
    await desk.hear(resolution, resolution.work_order_id, version=3)

    assert await bench.said() == []
    assert await bench.rows("select * from parked") == []


async def test_the_end_of_a_case_that_was_never_triaged_means_nothing_here(bench: Bench) -> None:
    """There is nothing to drop and nothing to wait for."""
    desk = Desk(bench)

    await desk.hear(RequestCancelled(request_id=new_id(), reason="asked twice"))

    assert await bench.rows("select * from parked") == []


async def test_a_verified_case_keeps_its_outcome_whatever_ends_it(bench: Bench) -> None:
    """A cancellation that comes too late takes nothing back."""
    desk = Desk(bench)
    request_id = await desk.triaged()
    verification = await desk.resolved(request_id)
    await desk.ok(desk.agent, f"/verifications/{verification['id']}/record", {"satisfied": True})

    await desk.hear(RequestCancelled(request_id=request_id, reason="asked twice"), version=4)

    (kept,) = await desk.listed("verifications", request_id)
    assert kept["state"] == "satisfied"
    assert await bench.rows("select * from parked") == []


def ended(kind: type, request_id: object) -> RequestCancelled | RequestMerged:
    """A request's end, of one of the two kinds."""
    more = {"reason": "asked twice", "into_request_id": new_id()}
    fields = {name: more[name] for name in more if name in kind.model_fields}
    return kind(request_id=request_id, **fields)
