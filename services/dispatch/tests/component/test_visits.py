"""Visits and reports where they meet the order, the calendar and each other."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


def stand_at(desk: Desk, moment: datetime) -> None:
    """Let the service's clock go on from this moment, later than ours."""
    desk.let_pass(seconds=(moment - desk.now()).total_seconds())


def next_year(month: int, day: int, hour: int) -> datetime:
    return datetime(datetime.now(UTC).year + 1, month, day, hour, tzinfo=UTC)


@pytest.mark.rule("001-5.2.1")
async def test_a_certificate_ends_with_the_centres_day(bench: Bench) -> None:
    """Valid through 2 March: at half past midnight of the third in Shenzhen it has expired,
    though Greenwich still has the second."""
    desk = Desk(bench)
    until = next_year(3, 2, 0)
    order, _ = await desk.ready_order()
    body = a.an_engineer("E-2", until=f"{until:%Y-%m-%d}")
    engineer = await desk.ok(desk.personnel, "/engineers", body, 201)
    plan = {
        "planned_from": (until + timedelta(hours=1)).isoformat(),
        "planned_to": (until + timedelta(hours=5)).isoformat(),
    }
    path = f"/work-orders/{order['id']}/visits"
    too_long = plan | {"planned_to": (until + timedelta(hours=16, minutes=30)).isoformat()}
    code = await desk.refused(desk.dispatcher, path, {"engineer_id": engineer["id"], **too_long})
    assert code == "certificate-expired"
    visit = await desk.ok(desk.dispatcher, path, {"engineer_id": engineer["id"], **plan}, 201)
    await desk.step(visit, "accept")

    stand_at(desk, until + timedelta(hours=16, minutes=30))

    code = await desk.refused(desk.field, f"/visits/{visit['id']}/depart", {})
    assert code == "certificate-expired"


@pytest.mark.rule("001-5.5.6b")
async def test_numbers_belong_to_the_centres_year_and_month(bench: Bench) -> None:
    """Half past midnight on New Year's Day in Shenzhen: notice and archive count anew."""
    desk = Desk(bench)
    stand_at(desk, next_year(12, 31, 16) + timedelta(minutes=30))
    year = datetime.now(UTC).year + 2
    report = await desk.signed()
    await desk.ok(desk.field, f"/reports/{report['id']}/hand-in", {})
    filed = await desk.ok(desk.officer, f"/reports/{report['id']}/archive", {})

    assert filed["archive_number"] == f"cn-south-{year}-00001"
    assert (await bench.said(said.VisitScheduled))[0].number == f"SC{year % 100}0101"


async def test_a_visit_that_did_not_fix_it_needs_another_scheme(bench: Bench) -> None:
    """The parts of the first are used; the report leaves the order open."""
    desk = Desk(bench)
    visit = await desk.finished(fixed=False)
    path = f"/work-orders/{visit['work_order_id']}"
    notice = {"engineer_id": visit["engineer_id"], **a.a_window(days=2)}
    assert await desk.refused(desk.dispatcher, f"{path}/visits", notice) == "scheme-missing"
    await desk.ok(desk.field, f"/visits/{visit['id']}/report", a.a_report(desk.now()), 201)
    order = await desk.show(visit["work_order_id"])
    assert order["state"] == "open"

    scheme = await desk.approved_scheme(order)
    await desk.parts_reserved(scheme)
    await desk.liability(scheme)
    await desk.ok(desk.dispatcher, f"{path}/visits", notice, 201)


async def test_a_report_that_clears_the_fault_lets_other_plans_fall_away(bench: Bench) -> None:
    """A second visit was planned before the first one's report came in."""
    desk = Desk(bench)
    first = await desk.finished()
    order = await desk.show(first["work_order_id"])
    scheme = await desk.approved_scheme(order)
    await desk.parts_reserved(scheme)
    await desk.liability(scheme)
    notice = {"engineer_id": first["engineer_id"], **a.a_window(days=2)}
    await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", notice, 201)

    await desk.ok(desk.field, f"/visits/{first['id']}/report", a.a_report(desk.now()), 201)

    now = await desk.show(order["id"])
    assert now["state"] == "resolved"
    assert [each["state"] for each in now["visits"]] == ["finished", "cancelled"]
    assert [each["state"] for each in now["schemes"]] == ["approved", "withdrawn"]


@pytest.mark.rule("001-5.5.5b")
async def test_a_report_that_comes_late_resolves_at_the_time_of_signing(bench: Bench) -> None:
    """The desk held the work in between, not knowing that the customer had signed."""
    desk = Desk(bench)
    visit = await desk.finished()
    signed_at = desk.now()
    desk.let_pass(hours=2)
    hold = {"waiting_for": "customer", "reason": "no answer"}
    await desk.ok(desk.dispatcher, f"/work-orders/{visit['work_order_id']}/hold", hold)

    await desk.ok(desk.field, f"/visits/{visit['id']}/report", a.a_report(signed_at), 201)

    order = await desk.show(visit["work_order_id"])
    assert (order["state"], order["waiting_for"]) == ("resolved", None)
    assert datetime.fromisoformat(order["resolved_at"]) == signed_at


@pytest.mark.parametrize(
    ("ahead", "code"),
    [
        (timedelta(minutes=5), "act-in-the-future"),
        (-timedelta(days=1), "act-before-its-cause"),
    ],
)
async def test_a_signature_lies_between_the_finish_and_now(
    bench: Bench, ahead: timedelta, code: str
) -> None:
    """The answer points at the time of signing, whichever way it is wrong."""
    desk = Desk(bench)
    visit = await desk.finished()
    body: dict[str, Any] = a.a_report(desk.now() + ahead)

    answer = await desk.field.post(f"/visits/{visit['id']}/report", json=body)

    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert answer.json()["field"] == "signature.signed_at"


async def test_a_tablet_a_little_ahead_is_no_obstacle(bench: Bench) -> None:
    """Signed thirty seconds from now, the report is handed in at once."""
    desk = Desk(bench)
    visit = await desk.finished()
    body = a.a_report(desk.now() + timedelta(seconds=30))
    report = await desk.ok(desk.field, f"/visits/{visit['id']}/report", body, 201)
    await desk.ok(desk.field, f"/reports/{report['id']}/hand-in", {})


@pytest.mark.rule("004-5.2.4.2")
async def test_before_a_repair_somebody_is_named_who_receives_the_engineer(bench: Bench) -> None:
    """The answer points at field and rule, and leaves no trace; events name nobody."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order(parameters={"visit.contact": "named"})
    path = f"/work-orders/{order['id']}/visits"
    notice = {"engineer_id": engineer["id"], **a.a_window()}
    before = await bench.counts()
    answer = await desk.dispatcher.post(path, json=notice)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "contact-unnamed")
    assert (problem["rule"], problem["field"]) == ("004-5.2.4.2", "contact_id")
    assert await bench.counts() == before
    contact, other = str(new_id()), str(new_id())
    visit = await desk.ok(desk.dispatcher, path, notice | {"contact_id": contact}, 201)
    moved = {"reason": "their wish"} | notice
    again = await desk.ok(desk.dispatcher, f"/visits/{visit['id']}/reschedule", moved)
    assert again["contact_id"] == visit["contact_id"] == contact
    moved |= {"contact_id": other}
    again = await desk.ok(desk.dispatcher, f"/visits/{visit['id']}/reschedule", moved)
    assert again["contact_id"] == other
    told = [event.model_dump_json() for event in await bench.said()]
    assert not any(contact in event or other in event for event in told)


@pytest.mark.rule("004-5.2.4.2")
async def test_the_customer_rates_where_the_policy_asks(bench: Bench) -> None:
    """Signature and rating together; the rating travels with the report."""
    desk = Desk(bench)
    visit = await desk.finished(parameters={"report.valid_when": "signature_and_rating"})
    path = f"/visits/{visit['id']}/report"
    assert await desk.refused(desk.field, path, a.a_report(desk.now())) == "rating-missing"
    await desk.ok(desk.field, path, a.a_report(desk.now(), customer_rating=4), 201)
    assert (await bench.said(said.ReportSigned))[0].customer_rating == 4


@pytest.mark.rule("001-5.5.6b")
async def test_a_report_is_signed_handed_in_and_archived_in_this_order(bench: Bench) -> None:
    """Nothing is signed before the finish, nothing archived before the hand-in."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    path = f"/visits/{visit['id']}/report"
    assert await desk.refused(desk.field, path, a.a_report(desk.now())) == "visit-out-of-order"
    await desk.step(visit, "accept", "depart", "arrive", "finish")
    report = await desk.ok(desk.field, path, a.a_report(desk.now()), 201)
    code = await desk.refused(desk.officer, f"/reports/{report['id']}/archive", {})
    assert code == "report-out-of-order"
