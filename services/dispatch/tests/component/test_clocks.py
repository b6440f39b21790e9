"""Promises in time: warnings, breaches, late records, new promises."""

from datetime import timedelta

import pytest

from aftercare_contracts import dispatch as said
from aftercare_contracts.intake import RequestReopened
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


async def fire_all(bench: Bench) -> None:
    """Fire until nothing is due."""
    while await bench.fire_timers():
        pass


def names(events: list[said.ClockEvent]) -> list[str]:
    return sorted(event.name for event in events)


@pytest.mark.rule("002-T2")
async def test_a_promise_warns_and_breaks_once_each(bench: Bench) -> None:
    """At three quarters of its hour, and right after it; never again."""
    desk = Desk(bench)
    await desk.triage()
    assert await bench.fire_timers() == 0

    desk.let_pass(minutes=46)
    await fire_all(bench)
    assert names(await bench.said(said.ClockWarned)) == ["report_up", "response"]
    assert await bench.said(said.ClockBreached) == []

    desk.let_pass(minutes=15)
    await fire_all(bench)
    desk.let_pass(hours=1)
    await fire_all(bench)
    assert names(await bench.said(said.ClockWarned)) == ["report_up", "response"]
    assert names(await bench.said(said.ClockBreached)) == ["report_up", "response"]


async def test_a_hold_after_the_warning_warns_no_second_time(bench: Bench) -> None:
    """What was said stays said, however far the due time moves; the breach is still to come."""
    desk = Desk(bench)
    order = await desk.triage()
    desk.let_pass(minutes=46)
    await fire_all(bench)
    path = f"/work-orders/{order['id']}"
    hold = {"waiting_for": "customer", "reason": "site closed"}
    await desk.ok(desk.dispatcher, f"{path}/hold", hold)
    desk.let_pass(hours=5)
    await desk.ok(desk.dispatcher, f"{path}/resume", {})

    assert await bench.fire_timers() == 0
    desk.let_pass(minutes=15)
    await fire_all(bench)

    assert names(await bench.said(said.ClockWarned)) == ["report_up", "response"]
    assert names(await bench.said(said.ClockBreached)) == ["report_up", "response"]


@pytest.mark.rule("000-4.2b")
async def test_after_downtime_what_came_due_fires_once_and_escalates(bench: Bench) -> None:
    """Nobody fired for two hours; each broken promise gives the work to the next line."""
    desk = Desk(bench)
    order = await desk.triage()

    desk.let_pass(hours=2)
    await fire_all(bench)

    assert names(await bench.said(said.ClockBreached)) == ["report_up", "response"]
    assert (await desk.show(order["id"]))["line"] == 3
    up = await bench.said(said.WorkOrderEscalated)
    assert [event.line for event in up] == [2, 3]
    assert up[0].to_roles == ["department_head", "regional_support"]
    assert up[0].reason == "clock breached: response"
    assert [
        row["n"]
        for row in await bench.rows("select count(*) as n from timer where kind like 'clock.%'")
    ] == [2]


async def test_breaches_beyond_the_last_line_are_said_without_escalating(bench: Bench) -> None:
    """The last line keeps the work."""
    desk = Desk(bench)
    order = await desk.triage()
    for _ in range(3):
        await desk.ok(desk.field, f"/work-orders/{order['id']}/escalate", {"reason": "hard"})

    desk.let_pass(hours=2)
    await fire_all(bench)

    assert len(await bench.said(said.ClockBreached)) == 2
    assert (await desk.show(order["id"]))["line"] == 4


@pytest.mark.rule("002-T2")
async def test_a_late_record_withdraws_a_breach(bench: Bench) -> None:
    """The response was in time and only its record came late: the verdict is met."""
    desk = Desk(bench)
    order = await desk.triage()
    in_time = (desk.now() + timedelta(minutes=30)).isoformat()
    desk.let_pass(hours=2)
    await fire_all(bench)

    await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/respond", {"occurred_at": in_time})

    stopped = {event.name: event.verdict for event in await bench.said(said.ClockStopped)}
    assert stopped == {"response": "met", "report_up": "met"}


async def test_a_fault_reported_long_ago_leaves_time_to_record_the_response(bench: Bench) -> None:
    """Promises that count from the report are broken already, but not said so at once."""
    desk = Desk(bench)
    reported_at = desk.now() - timedelta(hours=6)
    await desk.triage(preset="it-goods", reported_at=reported_at)

    assert await bench.fire_timers() == 0
    desk.let_pass(minutes=11)
    await fire_all(bench)
    assert "response" in names(await bench.said(said.ClockBreached))


async def test_reopened_work_gets_new_promises(bench: Bench) -> None:
    """From the moment of reopening; what was promised before keeps its verdict."""
    desk = Desk(bench)
    report = await desk.signed()
    order = await desk.show((await bench.said(said.WorkOrderResolved))[0].work_order_id)
    ended = {clock["id"]: clock for clock in order["clocks"]}
    desk.let_pass(days=1)

    await desk.hear(RequestReopened(request_id=report["request_id"], reason="fails again"))

    now = await desk.show(order["id"])
    assert (now["state"], now["scheme_id"], now["responded_at"]) == ("open", None, None)
    new = [clock for clock in now["clocks"] if clock["id"] not in ended]
    assert sorted(clock["name"] for clock in new) == ["arrival", "report_up", "response"]
    assert {clock["status"] for clock in new} == {"running"}
    assert all(ended[clock["id"]] == clock for clock in now["clocks"] if clock not in new)
    desk.let_pass(hours=2)
    await fire_all(bench)
    assert len(await bench.said(said.ClockBreached)) == 2


@pytest.mark.rule("002-4.4.4b")
async def test_each_act_stops_its_promise_and_starts_the_next(bench: Bench) -> None:
    """Response, scheme, papers, arrival, repair: one hands on to the other."""
    desk = Desk(bench)
    order = await desk.triage()
    await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/respond", {})
    scheme = await desk.approved_scheme(order)
    await desk.parts_reserved(scheme)
    await desk.liability(scheme)
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer(), 201)
    body = {"engineer_id": engineer["id"], **a.a_window()}
    visit = await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", body, 201)
    await desk.step(visit, "accept", "depart", "arrive", "finish")
    await desk.ok(desk.field, f"/visits/{visit['id']}/report", a.a_report(desk.now()), 201)

    clocks = (await desk.show(order["id"]))["clocks"]
    assert {clock["name"]: clock["verdict"] for clock in clocks} == dict.fromkeys(
        ("response", "report_up", "scheme", "travel_papers", "arrival", "fix"), "met"
    )
    assert await bench.rows("select 1 from timer where kind like 'clock.%'") == []


@pytest.mark.rule("001-5.5.6a")
async def test_the_papers_of_a_visit_come_back_whatever_becomes_of_the_order(bench: Bench) -> None:
    """The hand-in of the report outlives the resolution, and is met by the hand-in."""
    desk = Desk(bench)
    report = await desk.signed(preset="defence-equipment")
    open_clocks = await bench.rows("select name from sla_clock where status = 'running'")
    assert [row["name"] for row in open_clocks] == ["report_hand_in"]

    await desk.ok(desk.field, f"/reports/{report['id']}/hand-in", {})

    stopped = (await bench.said(said.ClockStopped))[-1]
    assert (stopped.name, stopped.verdict) == ("report_hand_in", "met")
