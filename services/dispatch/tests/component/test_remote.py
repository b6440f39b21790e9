"""Work from afar: respond, hold, resume, escalate, resolve."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests.component.desk import Desk


def path(order: dict[str, Any], act: str) -> str:
    return f"/work-orders/{order['id']}/{act}"


def clocks(order: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {clock["name"]: clock for clock in order["clocks"]}


FIXED = {"cause": "Wrong setting", "action": "Set anew by phone", "customer_consent": True}
WAIT = {"waiting_for": "customer", "reason": "site closed"}


@pytest.mark.rule("002-T2")
async def test_the_first_response_stops_both_of_its_clocks(bench: Bench) -> None:
    """Reported upward in the same breath, both promises are met; the scheme's one begins."""
    desk = Desk(bench)
    order = await desk.triage()

    answer = await desk.ok(desk.dispatcher, path(order, "respond"), {"channel": "phone"})

    assert answer["state"] == "in_progress"
    now = clocks(await desk.show(order["id"]))
    assert [now[name]["verdict"] for name in ("response", "report_up")] == ["met", "met"]
    assert now["scheme"]["status"] == "running"
    assert (await bench.said(said.WorkOrderResponded))[0].responded_by == "wang"
    again = await desk.refused(desk.dispatcher, path(order, "respond"), {})
    assert again == "work-order-already-responded"


@pytest.mark.rule("002-T2")
async def test_a_fault_is_reported_upward_apart_from_the_response(bench: Bench) -> None:
    """Its clock runs on after the response until it is recorded, once."""
    desk = Desk(bench)
    order = await desk.triage()
    await desk.ok(desk.dispatcher, path(order, "respond"), {"reported_up": False})
    assert clocks(await desk.show(order["id"]))["report_up"]["status"] == "running"

    desk.let_pass(hours=2)
    await desk.ok(desk.dispatcher, path(order, "report-up"), {})

    assert clocks(await desk.show(order["id"]))["report_up"]["verdict"] == "breached"
    again = await desk.refused(desk.dispatcher, path(order, "report-up"), {})
    assert again == "clock-not-running"


async def test_a_wait_for_the_customer_pauses_the_clocks(bench: Bench) -> None:
    """Three hours of it move the due time by three hours, and nothing fires meanwhile."""
    desk = Desk(bench)
    order = await desk.triage()
    due = datetime.fromisoformat(clocks(order)["response"]["due_at"])
    held = await desk.ok(desk.dispatcher, path(order, "hold"), WAIT)
    assert (held["state"], held["waiting_for"]) == ("held", "customer")
    assert clocks(await desk.show(order["id"]))["response"]["due_at"] is None

    desk.let_pass(hours=3)
    assert await bench.fire_timers() == 0
    await desk.ok(desk.dispatcher, path(order, "resume"), {})

    now = clocks(await desk.show(order["id"]))["response"]
    moved = datetime.fromisoformat(now["due_at"]) - due
    assert timedelta(hours=3) <= moved < timedelta(hours=3, minutes=1)
    desk.let_pass(minutes=30)
    assert await bench.fire_timers() == 0
    held_events = {event.name for event in await bench.said(said.ClockHeld)}
    assert held_events == {event.name for event in await bench.said(said.ClockResumed)}
    assert "response" in held_events


@pytest.mark.parametrize("waiting_for", ["vendor", "problem", "evidence", "parts"])
async def test_a_wait_on_our_side_pauses_nothing(bench: Bench, waiting_for: str) -> None:
    """The promise to the customer runs on while we wait for somebody of ours."""
    desk = Desk(bench)
    order = await desk.triage()

    await desk.ok(desk.dispatcher, path(order, "hold"), WAIT | {"waiting_for": waiting_for})

    assert clocks(await desk.show(order["id"])) == clocks(order)
    assert not (await bench.said(said.WorkOrderHeld))[0].pauses_clocks


async def test_a_promise_begun_while_waiting_for_the_customer_begins_paused(bench: Bench) -> None:
    """A response in the wait starts the scheme's clock, which runs only after the wait."""
    desk = Desk(bench)
    order = await desk.triage()
    await desk.ok(desk.dispatcher, path(order, "hold"), WAIT)

    await desk.ok(desk.dispatcher, path(order, "respond"), {})
    assert clocks(await desk.show(order["id"]))["scheme"]["status"] == "held"

    await desk.ok(desk.dispatcher, path(order, "resume"), {})
    assert clocks(await desk.show(order["id"]))["scheme"]["status"] == "running"


@pytest.mark.rule("002-4.4.1b")
async def test_remote_resolution_needs_consent_and_ends_every_promise(bench: Bench) -> None:
    """Response and repair get their verdict, an arrival nobody needs falls away."""
    desk = Desk(bench)
    order = await desk.triage()
    without = FIXED | {"customer_consent": False}
    code = await desk.refused(desk.dispatcher, path(order, "resolve"), without)
    assert code == "customer-consent-missing"

    await desk.ok(desk.dispatcher, path(order, "resolve"), FIXED)

    now = clocks(await desk.show(order["id"]))
    assert now["response"]["verdict"] == "met"
    assert now["arrival"]["status"] == "cancelled"
    assert await bench.rows("select 1 from timer where kind like 'clock.%'") == []
    resolved = (await bench.said(said.WorkOrderResolved))[0]
    assert (resolved.mode, resolved.resolved_by) == ("remote", "wang")


async def test_held_work_is_resolved_in_one_step(bench: Bench) -> None:
    """Without resuming first; the wait counts for nothing."""
    desk = Desk(bench)
    order = await desk.triage()
    await desk.ok(desk.dispatcher, path(order, "hold"), WAIT)
    desk.let_pass(hours=8)

    done = await desk.ok(desk.dispatcher, path(order, "resolve"), FIXED)

    assert (done["state"], done["waiting_for"]) == ("resolved", None)
    assert clocks(await desk.show(order["id"]))["response"]["verdict"] == "met"
    assert {clock.verdict for clock in await bench.said(said.ClockStopped)} == {"met"}


async def test_remote_resolution_takes_the_plans_to_travel_with_it(bench: Bench) -> None:
    """The visit is cancelled and its scheme withdrawn, so that parts and price are let go."""
    desk = Desk(bench)
    visit = await desk.scheduled()

    await desk.ok(desk.dispatcher, f"/work-orders/{visit['work_order_id']}/resolve", FIXED)

    assert not (await bench.said(said.VisitCancelled))[0].departed
    assert len(await bench.said(said.SchemeWithdrawn)) == 1


@pytest.mark.rule("000-4.2b")
async def test_work_is_escalated_up_to_the_last_line(bench: Bench) -> None:
    """Three times; behind the fourth line there is nobody."""
    desk = Desk(bench)
    order = await desk.triage()
    for line in (2, 3, 4):
        up = await desk.ok(desk.field, path(order, "escalate"), {"reason": "systemic"})
        assert up["line"] == line
    code = await desk.refused(desk.field, path(order, "escalate"), {"reason": "more"})
    assert code == "no-further-line"
