"""Training among ourselves and at factory acceptance, tools, the log of a case, complex work."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk
from services.dispatch.tests.component.test_services import a_working, results


@pytest.mark.rule("000-4.4e")
async def test_each_line_records_what_it_taught_the_next(bench: Bench) -> None:
    """The second line the regions, the regions their engineers; nobody else's."""
    desk = Desk(bench)
    second = bench.caller("tech_support_l2", subject="fang")
    regions = a.a_training(audience="regional_support", attendees=["Zhao"])
    assert await desk.refused(desk.author, "/trainings", regions) == "not-their-trainer"
    assert await desk.refused(second, "/trainings", a.a_training()) == "not-their-trainer"
    await desk.ok(second, "/trainings", regions, 201)
    await desk.ok(desk.author, "/trainings", a.a_training(), 201)
    listed = (await desk.personnel.get("/trainings")).json()["items"]
    assert {(each["trainer"], each["audience"]) for each in listed} == {
        ("fang", "regional_support"),
        ("zhao", "field_engineer"),
    }
    assert len(await bench.said(said.TrainingHeld)) == 2
    elsewhere = bench.caller("regional_support", "regional_manager", centre="wuhan")
    assert (await elsewhere.get("/trainings")).json()["items"] == []
    assert await desk.refused(elsewhere, "/trainings", a.a_training()) == "unknown-record"


@pytest.mark.rule("002-4.3.1")
async def test_acceptance_training_is_planned_and_recorded_by_its_department(bench: Bench) -> None:
    """With subject and material; recorded however short it was, by nobody else."""
    desk = Desk(bench)
    data = bench.caller("data_eng", subject="du")
    body = a.a_service(kind="training", units=[], occasion="factory_acceptance", mode="in_house")
    assert await desk.refused(data, "/service-orders", body) == "taught-missing"
    body |= {"taught": "data"}
    assert await desk.refused(data, "/service-orders", body) == "taught-missing"
    body |= {"material": "Data manual"}
    assert await desk.refused(desk.dispatcher, "/service-orders", body) == "not-their-training"
    order = await desk.ok(data, "/service-orders", body, 201)
    path = f"/service-orders/{order['id']}"
    await desk.ok(data, f"{path}/begin", {})
    done = await desk.ok(data, f"{path}/finish", {"training_hours": "1"})
    assert done["demands"] == [{"form": "QR758-05A", "units": []}]
    taught = {"topic": "Data", "trainer": "Du", "attendees": 6, "material": "Data manual"}
    record = a.a_filled_form("QR758-05A", training=taught)
    assert await desk.refused(desk.field, f"{path}/reports", record) == "not-their-training"
    await desk.ok(data, f"{path}/reports", record, 201)


@pytest.mark.rule("004-5.2.2.2")
async def test_commissioning_hands_over_with_a_feedback_sheet_and_is_called_back(
    bench: Bench,
) -> None:
    """At a delivery; without the signed sheet its papers are not handed in."""
    desk = Desk(bench)
    path = await a_working(desk, occasion="delivery")
    body = results(True, True, True) | {"training_hours": "4"}
    done = await desk.ok(desk.field, f"{path}/finish", body)
    forms = [demand["form"] for demand in done["demands"]]
    assert forms == ["QR758-08A", "feedback_sheet", "QR758-05A"]
    taught = {"topic": "Operation", "trainer": "Li", "attendees": 6, "material": "Manual"}
    papers = [
        a.a_filled_form("QR758-08A", "U-1", "U-2", "U-3"),
        a.a_filled_form("QR758-05A", training=taught),
        a.a_filled_form("feedback_sheet"),
    ]
    for paper in papers:
        assert await desk.refused(desk.field, f"{path}/hand-in", {}) == "reports-missing"
        report = await desk.ok(desk.field, f"{path}/reports", paper, 201)
        sign = f"/service-reports/{report['id']}/sign"
        await desk.ok(desk.field, sign, a.a_seal(desk.now()))
    await desk.ok(desk.field, f"{path}/hand-in", {})
    (event,) = await bench.said(said.ServiceOrderHandedIn)
    assert event.call_back is True
    agent = bench.caller("service_agent", subject="chen")
    told = [each["kind"] for each in (await agent.get("/notices")).json()["items"]]
    assert "commissioning-to-call-back" in told


async def test_what_was_not_delivered_is_not_called_back(bench: Bench) -> None:
    desk = Desk(bench)
    path = await a_working(desk)
    done = await desk.ok(desk.field, f"{path}/finish", results(True, True, True))
    assert [demand["form"] for demand in done["demands"]] == ["QR758-08A"]
    paper = a.a_filled_form("QR758-08A", "U-1", "U-2", "U-3")
    report = await desk.ok(desk.field, f"{path}/reports", paper, 201)
    await desk.ok(desk.field, f"/service-reports/{report['id']}/sign", a.a_seal(desk.now()))
    await desk.ok(desk.field, f"{path}/hand-in", {})
    (event,) = await bench.said(said.ServiceOrderHandedIn)
    assert event.call_back is False


@pytest.mark.rule("004-5.2.4.4/5")
async def test_tools_are_checked_by_list_before_departure_and_what_is_left_is_told(
    bench: Bench,
) -> None:
    """Nobody is held up by it; who did not look has said nothing."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    await desk.ok(desk.dispatcher, "/tool-lists", a.a_tool_list(), 201)
    await desk.ok(desk.dispatcher, "/tool-lists", a.a_tool_list(skill="radio", name="Radio"), 201)
    assert len((await desk.field.get("/tool-lists")).json()["items"]) == 2
    await desk.step(visit, "accept")
    assert (await desk.show(visit["work_order_id"]))["visits"][0]["tools_left"] is None
    left = await desk.ok(desk.field, f"/visits/{visit['id']}/depart", {"tools": ["T-1"]})
    assert (left["state"], left["tools_left"]) == ("departed", ["T-2"])
    (event,) = await bench.said(said.VisitDeparted)
    assert event.tools_left == ["T-2"]


@pytest.mark.rule("004-5.2.4.4/5")
async def test_a_tool_list_is_checked_whenever_its_time_comes(bench: Bench) -> None:
    """The desk is told; the check is on record, and the next one falls due after it."""
    desk = Desk(bench)
    listed = await desk.ok(desk.dispatcher, "/tool-lists", a.a_tool_list(every_days=30), 201)
    desk.let_pass(days=31)
    await bench.fire_timers()
    assert len(await bench.said(said.ToolListCheckDue)) == 1
    told = [each["kind"] for each in (await desk.dispatcher.get("/notices")).json()["items"]]
    assert "tools-to-check" in told
    path = f"/tool-lists/{listed['id']}/check"
    assert await desk.refused(desk.dispatcher, path, {"missing": ["T-9"]}) == "tool-unknown"
    checked = await desk.ok(desk.dispatcher, path, {"missing": ["T-1"]})
    assert (checked["checked_by"], checked["missing"]) == ("wang", ["T-1"])
    elsewhere = bench.caller("service_center_dispatcher", centre="wuhan")
    assert await desk.refused(elsewhere, path, {}) == "unknown-record"
    desk.let_pass(days=29)
    await bench.fire_timers()
    assert len(await bench.said(said.ToolListCheckDue)) == 1
    desk.let_pass(days=2)
    await bench.fire_timers()
    assert len(await bench.said(said.ToolListCheckDue)) == 2


@pytest.mark.rule("002-3.2.2")
async def test_a_technician_phones_first_decides_on_parts_and_keeps_the_log(bench: Bench) -> None:
    desk = Desk(bench)
    order = await desk.triage()
    path = f"/work-orders/{order['id']}/log"
    plan = {"kind": "plan", "text": "Exchange the board"}
    assert await desk.refused(desk.field, path, plan) == "call-first"
    await desk.ok(desk.field, path, {"kind": "call", "text": "Phase B dark since nine"}, 201)
    await desk.ok(desk.field, path, plan, 201)
    part = {"kind": "parts", "text": "Board burnt", "part_no": "PB-100"}
    assert await desk.refused(desk.field, path, part) == "part-undecided"
    await desk.ok(desk.field, path, part | {"fate": "scrap"}, 201)
    await desk.ok(desk.field, path, part | {"quantity": 2}, 201)
    courier = {"kind": "expense", "text": "Courier"}
    assert await desk.refused(desk.field, path, courier) == "expense-unstated"
    await desk.ok(desk.field, path, courier | {"amount": "86.50"}, 201)
    lines = (await desk.dispatcher.get(path)).json()["items"]
    assert [line["kind"] for line in lines] == ["call", "plan", "parts", "parts", "expense"]
    assert {line["written_by"] for line in lines} == {"li"}
    told = await bench.said(said.CaseLogWritten)
    assert [(one.fate, one.quantity) for one in told[2:4]] == [("scrap", None), (None, 2)]
    assert [one.amount and str(one.amount.amount) for one in told[3:]] == [None, "86.50"]
    elsewhere = bench.caller("field_engineer", centre="wuhan")
    assert (await elsewhere.get(path)).status_code == 404
    assert await desk.refused(elsewhere, path, plan) == "unknown-record"


@pytest.mark.rule("002-3.2.2")
@pytest.mark.rule("001-5.5.5b")
async def test_what_a_visit_uses_is_not_booked_by_the_log_as_well(bench: Bench) -> None:
    """Its report says it; before the departure and after the visit the log may."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    await desk.ok(desk.dispatcher, f"/work-orders/{visit['work_order_id']}/respond", {})
    path = f"/work-orders/{visit['work_order_id']}/log"
    part = {"kind": "parts", "text": "By post", "part_no": "PB-100", "quantity": 1}
    await desk.ok(desk.field, path, part, 201)
    desk.let_pass(minutes=1)
    await desk.step(visit, "accept", "depart")
    before = await bench.counts()
    answer = await desk.field.post(path, json=part)
    problem = answer.json()
    assert (problem["code"], problem["field"]) == ("parts-in-report", "quantity")
    assert await bench.counts() == before
    await desk.ok(desk.field, path, {**part, "quantity": None, "fate": "scrap"}, 201)
    await desk.step(visit, "arrive", "finish")
    desk.let_pass(minutes=1)
    await desk.ok(desk.field, path, part, 201)


async def fix_due(desk: Desk, **scheme: Any) -> timedelta:
    """How long after the arrival the repair is due."""
    order = await desk.triage()
    approved = await desk.approved_scheme(order, **scheme)
    await desk.parts_reserved(approved)
    await desk.liability(approved)
    enrolled = a.an_engineer(f"E-{order['id'][-6:]}")
    engineer = await desk.ok(desk.personnel, "/engineers", enrolled, 201)
    body = {"engineer_id": engineer["id"], **a.a_window()}
    visit = await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", body, 201)
    visit = await desk.step(visit, "accept", "depart", "arrive")
    (clock,) = [c for c in (await desk.show(order["id"]))["clocks"] if c["name"] == "fix"]
    arrived = datetime.fromisoformat(visit["arrived_at"])
    return datetime.fromisoformat(clock["due_at"]) - arrived


@pytest.mark.rule("002-4.4.4b")
async def test_a_simple_repair_on_site_takes_a_day_a_complex_one_two(bench: Bench) -> None:
    """The scheme's author says which it is, after the promise was given."""
    desk = Desk(bench)
    assert await fix_due(desk) == timedelta(days=1)
    assert await fix_due(desk, complex=True) == timedelta(days=2)
