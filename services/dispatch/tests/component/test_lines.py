"""Support lines with clocks among ourselves, quality's analysis, and who is told at once."""

from datetime import timedelta

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

LINES = ("line_take_over", "line_work")


async def fire_all(bench: Bench) -> None:
    while await bench.fire_timers():
        pass


@pytest.mark.rule("000-4.5a", "002-4.3.3a")
async def test_a_major_problem_starts_at_technical_support_and_is_told_at_once(
    bench: Bench,
) -> None:
    """Quality and the general manager hear of it with the triage; others stay with the field."""
    desk = Desk(bench)
    major, minor = await desk.triage(major=True), await desk.triage()
    assert (major["line"], minor["line"]) == (3, 1)
    (told,) = await bench.said(said.WorkOrderReportedUp)
    assert str(told.work_order_id) == major["id"]
    assert {"gm", "quality"} <= set(told.to_roles)


@pytest.mark.rule("000-4.2b")
async def test_a_systemic_defect_goes_to_research_at_once(bench: Bench) -> None:
    """By hand; the supervisor hears of it; behind research there is nobody."""
    desk = Desk(bench)
    order = await desk.triage()
    path = f"/work-orders/{order['id']}"
    support = bench.caller("tech_support_l2", subject="wu")
    body = {"reason": "all units of the batch", "systemic": True}
    up = await desk.ok(support, f"{path}/escalate", body)
    assert up["line"] == 4
    (event,) = await bench.said(said.WorkOrderEscalated)
    assert event.to_roles == ["rd", "service_supervisor"]
    assert await desk.refused(support, f"{path}/escalate", body) == "no-further-line"


@pytest.mark.rule("003-2.1b")
async def test_a_regional_organisation_climbs_its_own_four_levels(bench: Bench) -> None:
    desk = Desk(bench)
    order = await desk.triage(parameters={"routing.by": "region_tier"})
    for _ in range(3):
        await desk.ok(desk.author, f"/work-orders/{order['id']}/escalate", {"reason": "hard"})
    told = [event.to_roles for event in await bench.said(said.WorkOrderEscalated)]
    assert told == [["engineering_office"], ["product_division"], ["engineering_department"]]


@pytest.mark.rule("000-4.2b")
async def test_each_line_has_its_own_clocks_beside_the_customers(bench: Bench) -> None:
    """Taken up in an hour or the supervisor hears; unsolved for a day, the next line has it."""
    desk = Desk(bench)
    order = await desk.triage(preset="telecom-project", promises=LINES)
    path = f"/work-orders/{order['id']}"
    desk.let_pass(hours=2)
    await fire_all(bench)
    (late,) = await bench.said(said.ClockBreached)
    assert (late.name, late.escalate_to) == ("line_take_over", ["service_supervisor"])
    assert (await desk.show(order["id"]))["line"] == 1
    await desk.ok(desk.field, f"{path}/take-over", {})
    assert await desk.refused(desk.field, f"{path}/take-over", {}) == "line-taken"

    desk.let_pass(hours=23)
    await fire_all(bench)
    handed = await desk.show(order["id"])
    assert (handed["line"], handed["taken_by"]) == (2, None)
    running = {c["name"] for c in handed["clocks"] if c["status"] == "running"}
    assert running == set(LINES)
    await desk.ok(desk.author, f"{path}/take-over", {})
    met = [each for each in await bench.said(said.ClockStopped) if each.verdict == "met"]
    assert [each.name for each in met] == ["line_take_over"]


@pytest.mark.rule("000-4.4a")
async def test_what_technical_support_took_over_ends_with_its_solution(bench: Bench) -> None:
    """Neither resolved from afar nor visited before the method is on record."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    path = f"/work-orders/{order['id']}"
    for _ in range(2):
        await desk.ok(desk.author, f"{path}/escalate", {"reason": "hard"})
    support = bench.caller("tech_support_l2", subject="wu")
    await desk.ok(support, f"{path}/take-over", {})
    remote = {"cause": "x", "action": "y", "customer_consent": True}
    assert await desk.refused(support, f"{path}/resolve", remote) == "solution-missing"
    plan = {"engineer_id": engineer["id"], **a.a_window()}
    assert await desk.refused(desk.dispatcher, f"{path}/visits", plan) == "solution-missing"
    await desk.ok(support, f"{path}/solution", {"cause": "firmware", "method": "load 2.1"})
    await desk.ok(support, f"{path}/resolve", remote)


@pytest.mark.example(2)
@pytest.mark.rule("002-4.2.2a", "002-4.2.1c")
async def test_acceptance_2_quality_analyses_and_the_scheme_is_due_four_hours_later(
    bench: Bench,
) -> None:
    """The sheet is with quality, the technician named ninety minutes later: T03 met, T04 runs."""
    desk = Desk(bench)
    clocks = ("quality_analysis", "scheme")
    order = await desk.triage(service_type="quality_information", promises=clocks)
    path = f"/work-orders/{order['id']}"
    opened = (await bench.said(said.WorkOrderOpened))[0]
    assert opened.owner == "quality"
    desk.let_pass(minutes=90)
    quality = bench.caller("quality", subject="qa")
    note = {"cause": "solder", "measure": "inspect the batch", "technicians": ["zhao"]}
    await desk.ok(quality, f"{path}/analysis", note)
    (stopped,) = await bench.said(said.ClockStopped)
    assert (stopped.name, stopped.verdict) == ("quality_analysis", "met")
    scheme = (await bench.said(said.ClockStarted))[-1]
    assert (scheme.name, scheme.due_at - stopped.stopped_at) == ("scheme", timedelta(hours=4))
    other = await desk.triage()
    refused = await desk.refused(quality, f"/work-orders/{other['id']}/analysis", note)
    assert refused == "not-of-quality"


@pytest.mark.rule("002-4.4.1d", "002-3.1.2", "002-3.1.3")
@pytest.mark.parametrize(
    ("kind", "owner"),
    [
        ("hardware", "production"),
        ("software", "rd"),
        ("data", "data_eng"),
        ("integration", "integration"),
        ("undetermined", "quality"),
    ],
)
async def test_each_kind_of_fault_has_its_owner(bench: Bench, kind: str, owner: str) -> None:
    desk = Desk(bench)
    await desk.triage(fault_kind=kind)
    (opened,) = await bench.said(said.WorkOrderOpened)
    assert opened.owner == owner


@pytest.mark.rule("001-5.2.2.2")
@pytest.mark.parametrize(("minutes", "in_time"), [(5, True), (40, False)])
async def test_a_finding_of_larger_impact_is_raised_at_once(
    bench: Bench, minutes: int, in_time: bool
) -> None:
    """Quality and the heads are told; the fact says whether it was in time."""
    desk = Desk(bench)
    order = await desk.triage()
    desk.let_pass(hours=1)
    body = {"finding": "all fuses of the batch", "found_at": None}
    body["found_at"] = (desk.now() - timedelta(minutes=minutes)).isoformat()
    await desk.ok(desk.field, f"/work-orders/{order['id']}/alert", body)
    (raised,) = await bench.said(said.WorkOrderAlertRaised)
    assert (raised.in_time, "quality" in raised.to_roles) == (in_time, True)
