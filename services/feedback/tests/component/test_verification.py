"""Verifications on a real database: opened by a resolution, recorded, missed."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_contracts import feedback as said
from aftercare_kit.testing import Bench
from services.feedback.tests.component.desk import Desk

THREE_DAYS = timedelta(days=3)


@pytest.mark.rule("002-4.4.1c")
async def test_a_resolved_case_is_verified_within_48_hours(bench: Bench) -> None:
    """The verification falls due 48 hours after the work was done, not after we heard of it."""
    desk = Desk(bench)
    done_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)

    opened = await desk.resolved(await desk.triaged(), at=done_at)

    assert datetime.fromisoformat(opened["due_at"]) == done_at + timedelta(hours=48)
    (event,) = await bench.said(said.VerificationOpened)
    assert event.due_at == done_at + timedelta(hours=48)
    (row,) = await bench.rows("select occurred_at from event where type like '%opened%'")
    assert row["occurred_at"] == done_at


@pytest.mark.rule("002-4.4.1c")
async def test_a_satisfied_customer_verifies_the_case_once(bench: Bench) -> None:
    """The outcome stands: a second one is refused, and nothing waits for it any more."""
    desk = Desk(bench)
    verification = await desk.resolved(await desk.triaged())
    path = f"/verifications/{verification['id']}/record"

    recorded = await desk.ok(desk.agent, path, {"satisfied": True})

    assert recorded["state"] == "satisfied"
    assert recorded["promise"]["in_time"] is True
    assert len(await bench.said(said.CaseVerified)) == 1
    problem = await desk.refused(desk.agent, path, {"satisfied": True}, "verification-not-open")
    assert problem["rule"] == "002-4.4.1c"
    assert await bench.rows("select * from timer") == []


@pytest.mark.rule("002-4.4.1c")
async def test_an_unsatisfied_customer_is_heard_with_a_reason(bench: Bench) -> None:
    """Without a reason the refusal names the field, in the caller's language."""
    desk = Desk(bench)
    verification = await desk.resolved(await desk.triaged())
    path = f"/verifications/{verification['id']}/record"
    chinese = bench.caller("service_agent", language="zh")

    body = {"satisfied": False}
    problem = await desk.refused(chinese, path, body, "unsatisfied-reason-missing")
    assert problem["field"] == "reason"
    assert "客户" in problem["detail"]

    recorded = await desk.ok(desk.agent, path, {**body, "reason": "It fails again"})
    assert recorded["state"] == "unsatisfied"
    (event,) = await bench.said(said.CaseUnsatisfied)
    assert event.reason == "It fails again"
    assert await bench.said(said.CaseVerified) == []


@pytest.mark.rule("002-4.4.1c")
async def test_work_resolved_again_is_verified_again(bench: Bench) -> None:
    """Each round has its own question and its own promise."""
    desk = Desk(bench)
    request_id = await desk.triaged()
    first = await desk.resolved(request_id, version=3)
    order_id = first["work_order_id"]
    body = {"satisfied": False, "reason": "It fails again"}
    await desk.ok(desk.agent, f"/verifications/{first['id']}/record", body)

    second = await desk.resolved(request_id, order_id, version=6)

    assert second["id"] != first["id"]
    assert len(await bench.said(said.VerificationOpened)) == 2


async def test_a_question_that_work_overtook_is_dropped(bench: Bench) -> None:
    """Reopened and resolved before anybody asked: only the new question stays."""
    desk = Desk(bench)
    request_id = await desk.triaged()
    first = await desk.resolved(request_id, version=3)

    second = await desk.resolved(request_id, first["work_order_id"], version=6)

    states = {one["id"]: one["state"] for one in await desk.listed("verifications", request_id)}
    assert states == {first["id"]: "cancelled", second["id"]: "open"}
    (timer,) = await bench.rows("select key from timer")
    assert str(timer["key"]) == second["id"]


@pytest.mark.rule("002-4.4.1c")
async def test_a_missed_verification_is_announced_once(bench: Bench) -> None:
    """With whom it escalates to; the customer can still be asked afterwards."""
    desk = Desk(bench)
    verification = await desk.resolved(await desk.triaged())
    assert await bench.fire_timers() == 0

    desk.later(THREE_DAYS)
    assert await bench.fire_timers() == 1
    assert await bench.fire_timers() == 0

    (overdue,) = await bench.said(said.VerificationOverdue)
    assert str(overdue.verification_id) == verification["id"]
    assert overdue.escalate_to == ["service_supervisor"]
    path = f"/verifications/{verification['id']}/record"
    recorded = await desk.ok(desk.agent, path, {"satisfied": True})
    assert (recorded["promise"]["in_time"], recorded["promise"]["overdue"]) == (False, True)


async def test_news_of_an_old_resolution_leaves_time_to_record_the_call(bench: Bench) -> None:
    """Heard after its due time, it is looked at ten minutes later, and a call in time counts."""
    desk = Desk(bench)
    done_at = datetime.now(UTC) - THREE_DAYS
    verification = await desk.resolved(await desk.triaged(), at=done_at)
    assert await bench.fire_timers() == 0

    asked_at = (done_at + timedelta(hours=1)).isoformat()
    path = f"/verifications/{verification['id']}/record"
    recorded = await desk.ok(desk.agent, path, {"satisfied": True, "occurred_at": asked_at})

    assert recorded["promise"]["in_time"] is True
    desk.later(timedelta(hours=1))
    assert await bench.fire_timers() == 0


BAD: list[tuple[dict[str, object], str]] = [
    ({"satisfied": True, "occurred_at": "2020-01-01T08:00:00+08:00"}, "act-before-its-cause"),
    ({"satisfied": True, "occurred_at": "2099-01-01T08:00:00+08:00"}, "act-in-the-future"),
    ({"satisfied": True, "occurred_at": "2026-01-01T08:00:00"}, "malformed-request"),
    ({"satisfied": "perhaps"}, "malformed-request"),
    ({"satisfied": False, "reason": "bell\u0007"}, "malformed-request"),
    ({"satisfied": False, "reason": "x" * 4001}, "malformed-request"),
    ({"satisfied": True, "verified_by": "me"}, "malformed-request"),
    ({}, "malformed-request"),
]


async def test_a_bad_record_is_refused_and_leaves_no_trace(bench: Bench) -> None:
    """No table gains or changes a row."""
    desk = Desk(bench)
    verification = await desk.resolved(await desk.triaged())

    for body, code in BAD:
        await desk.refused(desk.agent, f"/verifications/{verification['id']}/record", body, code)

    shown = await desk.agent.get(f"/verifications/{verification['id']}")
    assert shown.json() == verification
