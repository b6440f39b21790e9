"""Complaints on a real database, from acceptance to the customer's word."""

import pytest

from aftercare_contracts import feedback as said
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.feedback.tests.component.desk import A_CLOSURE_REQUEST, Desk


@pytest.mark.rule("003-2.2.2d")
@pytest.mark.rule("003-2.2.2e")
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


@pytest.mark.rule("003-2.2.2d")
async def test_a_closure_request_without_all_statements_is_refused(bench: Bench) -> None:
    """Acceptance example 22: no result statement or no opinion on the responsible persons."""
    desk = Desk(bench)
    complaint = await desk.up_to("handle")
    path = f"/complaints/{complaint['id']}/request-closure"

    for missing, code in (
        ("result", "result-statement-missing"),
        ("improvement", "result-statement-missing"),
        ("responsible_persons", "responsible-persons-missing"),
    ):
        body = {name: text for name, text in A_CLOSURE_REQUEST.items() if name != missing}
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


BAD = [
    ({"request_id": str(new_id())}, "unknown-record"),
    ({"request_id": "7"}, "malformed-request"),
    ({"level": "furious"}, "malformed-request"),
    ({"content": "   "}, "malformed-request"),
    ({"content": "rtl \u202e"}, "malformed-request"),
    ({"occurred_at": "9999-12-31T23:59:59-05:00"}, "malformed-request"),
    ({"occurred_at": "2099-01-01T00:00:00Z"}, "act-in-the-future"),
    ({"occurred_at": "2020-01-01T00:00:00Z"}, "act-before-its-cause"),
    ({"state": "closed"}, "malformed-request"),
]


async def test_a_bad_complaint_is_refused_and_leaves_no_trace(bench: Bench) -> None:
    """No table gains a row."""
    desk = Desk(bench)
    body = {"request_id": str(await desk.triaged()), "level": "general", "content": "Too slow"}

    for other, code in BAD:
        await desk.refused(desk.agent, "/complaints", body | other, code)
