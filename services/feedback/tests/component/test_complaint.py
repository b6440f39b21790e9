"""Complaints on a real database, from acceptance to the customer's word."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_contracts import feedback as said
from aftercare_kit.testing import Bench
from aftercare_kit.unit_of_work import new_id
from services.feedback.tests.component.desk import A_CLOSURE_REQUEST, Desk


@pytest.mark.rule("003-2.2.2")
async def test_a_complaint_runs_from_acceptance_to_the_customers_word(bench: Bench) -> None:
    """Each step says its fact once; afterwards nothing waits for it."""
    desk = Desk(bench)

    closed = await desk.up_to("close")

    assert closed["state"] == "closed"
    assert all(one["in_time"] for one in closed["promises"])
    for kind in (
        said.ComplaintOpened,
        said.ComplaintOpinionGiven,
        said.ComplaintReplied,
        said.ComplaintHandled,
        said.ComplaintClosureRequested,
        said.ComplaintClosed,
    ):
        assert len(await bench.said(kind)) == 1, kind
    assert await bench.rows("select * from timer") == []
    shown = (await desk.agent.get(f"/complaints/{closed['id']}")).json()
    assert shown["result"]["responsible_persons"] == "The engineer was instructed"
    assert shown["handlers"] == ["zhao"]
    assert (shown["department"], shown["closed_by"]) == ("SC", "centre")


@pytest.mark.rule("003-2.2.2f")
@pytest.mark.rule("003-2.2.2g")
async def test_first_reply_is_due_in_two_hours_and_solution_in_half_a_month(bench: Bench) -> None:
    """Counted from the acceptance, which may have been earlier than its record."""
    desk = Desk(bench)
    accepted_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)

    await desk.complained(occurred_at=accepted_at.isoformat(), level="serious")

    (opened,) = await bench.said(said.ComplaintOpened)
    assert opened.first_reply_due_at == accepted_at + timedelta(hours=2)
    assert opened.solution_due_at == accepted_at + timedelta(days=15)
    assert opened.department == "SC"
    assert opened.to_roles == ["service_manager_certified"]


async def test_a_case_without_promised_complaint_clocks_gets_those_of_the_base_policy(
    bench: Bench,
) -> None:
    """No complaint is without a due time."""
    desk = Desk(bench)

    complaint = await desk.complained(await desk.triaged(promised=[]))

    assert [one["name"] for one in complaint["promises"]] == [
        "complaint_opinion",
        "complaint_first_reply",
        "complaint_solution",
    ]


@pytest.mark.rule("003-2.2.2d")
@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("result", "result-statement-missing"),
        ("improvement", "result-statement-missing"),
        ("responsible_persons", "responsible-persons-missing"),
    ],
)
async def test_a_closure_request_without_all_statements_is_refused(
    bench: Bench, missing: str, code: str
) -> None:
    """Acceptance example 22: no result statement or no opinion on the responsible persons."""
    desk = Desk(bench)
    complaint = await desk.up_to("handle")
    body = {name: text for name, text in A_CLOSURE_REQUEST.items() if name != missing}
    path = f"/complaints/{complaint['id']}/request-closure"

    problem = await desk.refused(desk.department, path, body, code)

    assert (problem["rule"], problem["field"]) == ("003-2.2.2d", missing)


@pytest.mark.rule("003-2.2.2e")
async def test_a_complaint_is_reopened_until_the_customer_confirms(bench: Bench) -> None:
    """The sheet goes out again with a new promise of an opinion; then it can be closed."""
    desk = Desk(bench)
    complaint = await desk.up_to("request-closure")
    path = f"/complaints/{complaint['id']}/close"
    await desk.refused(desk.centre, path, {"customer_confirmed": False}, "customer-not-satisfied")

    reopened = await desk.step(complaint, "reopen")
    assert (reopened["state"], reopened["reopened_because"]) == ("reopened", "It fails again")
    (event,) = await bench.said(said.ComplaintReopened)
    assert event.to_roles == ["service_manager_certified"]
    for step in ("opinion", "reply", "handle", "request-closure", "close"):
        complaint = await desk.step(complaint, step)

    assert complaint["state"] == "closed"
    assert len(await bench.said(said.ComplaintReplied)) == 1
    assert len(await bench.said(said.ComplaintConsulted)) == 1
    assert len(await bench.said(said.ComplaintOpinionGiven)) == 2


@pytest.mark.rule("003-2.2.2e")
async def test_the_handling_desk_does_not_close(bench: Bench) -> None:
    """Neither the person who handled it, nor a colleague of the handling department."""
    desk = Desk(bench)
    complaint = await desk.up_to("request-closure")
    path, body = f"/complaints/{complaint['id']}/close", {"customer_confirmed": True}
    same_person = bench.caller("complaint_center", subject="zhao")
    colleague = bench.caller("complaint_center", subject="qian", department="SC")

    for who in (same_person, colleague):
        await desk.refused(who, path, body, "handling-desk-may-not-close")


@pytest.mark.rule("003-2.2.2c")
async def test_nothing_is_handled_before_the_customer_agrees(bench: Bench) -> None:
    """A first reply they do not agree to keeps the promise of a reply, and no more."""
    desk = Desk(bench)
    complaint = await desk.up_to("opinion")
    path = f"/complaints/{complaint['id']}"
    replied = await desk.step(complaint, "reply", agreed=False)
    assert replied["promises"][1]["in_time"] is True

    body = {"measures": "Fault cleared"}
    await desk.refused(desk.department, f"{path}/handle", body, "customer-not-agreed")
    await desk.step(complaint, "reply", agreed=True)
    await desk.step(complaint, "handle")


async def test_a_step_out_of_order_is_refused(bench: Bench) -> None:
    """Nobody closes what nobody has handled."""
    desk = Desk(bench)
    complaint = await desk.complained()
    path, body = f"/complaints/{complaint['id']}/close", {"customer_confirmed": True}

    problem = await desk.refused(desk.centre, path, body, "complaint-out-of-order")

    assert "accepted" in problem["detail"]


@pytest.mark.rule("003-2.2.2b")
@pytest.mark.rule("003-2.2.2f")
@pytest.mark.rule("003-2.2.2g")
async def test_each_missed_promise_is_announced_once(bench: Bench) -> None:
    """Opinion and first reply after two hours, the solution after half a month."""
    desk = Desk(bench)
    complaint = await desk.complained()
    assert await bench.fire_timers() == 0

    desk.later(timedelta(hours=3))
    assert await bench.fire_timers() == 2
    desk.later(timedelta(days=16))
    assert await bench.fire_timers() == 1
    assert await bench.fire_timers() == 0

    overdue = await bench.said(said.ComplaintOverdue)
    assert sorted(each.what for each in overdue) == ["first_reply", "opinion", "solution"]
    assert {role for each in overdue for role in each.escalate_to} == {
        "complaint_center",
        "headquarters",
    }
    late = await desk.step(complaint, "opinion")
    assert (late["promises"][0]["in_time"], late["promises"][0]["overdue"]) == (False, True)


async def test_a_kept_promise_is_never_announced_missed(bench: Bench) -> None:
    """Even if its timer fires at the same moment."""
    desk = Desk(bench)
    complaint = await desk.up_to("reply")
    key = complaint["id"]
    async with desk.work() as work:
        await work.timers.set("complaint.overdue.first_reply", key, work.now)

    assert await bench.fire_timers() == 1

    assert await bench.said(said.ComplaintOverdue) == []


async def test_a_complaint_written_down_late_leaves_time_to_record_the_reply(bench: Bench) -> None:
    """Accepted yesterday by phone: nothing is overdue the second it is entered."""
    desk = Desk(bench)
    accepted_at = datetime.now(UTC) - timedelta(days=1)
    complaint = await desk.complained(occurred_at=accepted_at.isoformat())
    assert await bench.fire_timers() == 0

    said_at = (accepted_at + timedelta(minutes=30)).isoformat()
    await desk.step(complaint, "opinion", occurred_at=said_at)
    replied = await desk.step(complaint, "reply", occurred_at=said_at)

    assert [one["in_time"] for one in replied["promises"]] == [True, True, None]
    desk.later(timedelta(hours=1))
    assert await bench.fire_timers() == 0


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"request_id": str(new_id())}, "unknown-record"),
        ({"request_id": "7"}, "malformed-request"),
        ({"level": "furious"}, "malformed-request"),
        ({"content": "   "}, "malformed-request"),
        ({"content": "rtl \u202e"}, "malformed-request"),
        ({"occurred_at": "9999-12-31T23:59:59-05:00"}, "malformed-request"),
        ({"occurred_at": "2099-01-01T00:00:00Z"}, "act-in-the-future"),
        ({"occurred_at": "2020-01-01T00:00:00Z"}, "act-before-its-cause"),
        ({"state": "closed"}, "malformed-request"),
    ],
)
async def test_a_bad_complaint_is_refused_and_leaves_no_trace(
    bench: Bench, other: dict[str, str], code: str
) -> None:
    """No table gains a row."""
    desk = Desk(bench)
    body = {"request_id": str(await desk.triaged()), "level": "general", "content": "Too slow"}

    await desk.refused(desk.agent, "/complaints", body | other, code)
