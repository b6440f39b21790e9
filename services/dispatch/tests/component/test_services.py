"""Planned service as people live it: from the plan to the archive."""

from datetime import timedelta
from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


def results(*normal: bool) -> dict[str, Any]:
    """How the units of the built service were left."""
    return {
        "results": [
            {"serial": f"U-{number}", "type": "SUN-100", "normal": good}
            for number, good in enumerate(normal, 1)
        ]
    }


async def an_issued(desk: Desk, **other: Any) -> tuple[dict[str, Any], str]:
    """A service with its notice, and its path."""
    body = a.a_service(**other)
    order = await desk.ok(desk.dispatcher, "/service-orders", body, 201)
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer(order["number"]), 201)
    path = f"/service-orders/{order['id']}"
    notice = {"engineer_id": engineer["id"]}
    return await desk.ok(desk.dispatcher, f"{path}/notice", notice), path


async def a_working(desk: Desk, **other: Any) -> str:
    """The path of a service under way on site."""
    _, path = await an_issued(desk, **other)
    for step in ("accept", "depart", "begin"):
        await desk.ok(desk.field, f"{path}/{step}", {})
    return path


@pytest.mark.example(12)
@pytest.mark.rule("001-T1.1/4.1.5")
@pytest.mark.rule("001-5.5.5a")
@pytest.mark.rule("001-5.5.5b")
async def test_three_units_one_report_signed_handed_in_archived(bench: Bench) -> None:
    """The whole way: notice, work, batch report, seal, hand-in, archive."""
    desk = Desk(bench)
    path = await a_working(desk)
    form = a.a_filled_form("QR758-08A", "U-1", "U-2", "U-3")
    assert await desk.refused(desk.field, f"{path}/reports", form) == "service-out-of-order"
    done = await desk.ok(desk.field, f"{path}/finish", results(True, True, True))
    assert done["demands"] == [{"form": "QR758-08A", "units": ["U-1", "U-2", "U-3"]}]
    assert await desk.refused(desk.field, f"{path}/hand-in", {}) == "reports-missing"
    single = a.a_filled_form("QR758-07A", "U-1")
    assert await desk.refused(desk.field, f"{path}/reports", single) == "report-not-demanded"
    report = await desk.ok(desk.field, f"{path}/reports", form, 201)
    assert await desk.refused(desk.field, f"{path}/reports", form) == "report-not-demanded"
    assert await desk.refused(desk.field, f"{path}/hand-in", {}) == "signature-missing"
    unasked = a.a_seal(desk.now(), rating=None)
    sign = f"/service-reports/{report['id']}/sign"
    assert await desk.refused(desk.field, sign, unasked) == "feedback-missing"
    archive = f"/service-reports/{report['id']}/archive"
    assert await desk.refused(desk.officer, archive, {}) == "service-out-of-order"
    await desk.ok(desk.field, sign, a.a_seal(desk.now()))
    await desk.ok(desk.field, f"{path}/hand-in", {})
    filed = await desk.ok(desk.officer, archive, {})

    assert filed["archive_number"].startswith("cn-south-")
    (signed,) = await bench.said(said.ServiceReportSigned)
    assert (signed.signature.place, signed.customer_rating) == ("SZ-01", 5)
    shown = (await desk.dispatcher.get(path)).json()
    assert (shown["state"], shown["reports"][0]["state"]) == ("handed_in", "archived")
    (event,) = await bench.said(said.ServiceOrderDone)
    assert (event.kind, event.reports) == ("commissioning", ["QR758-08A"])


@pytest.mark.rule("001-5.5.4")
async def test_only_the_dispatcher_issues_the_notice(bench: Bench) -> None:
    """To somebody qualified and free; without it nobody is on site."""
    desk = Desk(bench)
    order = await desk.ok(desk.dispatcher, "/service-orders", a.a_service(), 201)
    path = f"/service-orders/{order['id']}"
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer(), 201)
    notice = {"engineer_id": engineer["id"]}
    agent = bench.caller("service_agent")
    assert (await agent.post(f"{path}/notice", json=notice)).json()["code"] == "right-missing"
    assert await desk.refused(desk.field, f"{path}/begin", {}) == "notice-needed"
    await desk.ok(desk.dispatcher, f"{path}/notice", notice)
    other = await desk.ok(desk.dispatcher, "/service-orders", a.a_service(), 201)
    code = await desk.refused(desk.dispatcher, f"/service-orders/{other['id']}/notice", notice)
    assert code == "engineer-booked"
    skilled = await desk.ok(
        desk.dispatcher, "/service-orders", a.a_service(skills=["laser"], **a.a_window(9)), 201
    )
    code = await desk.refused(desk.dispatcher, f"/service-orders/{skilled['id']}/notice", notice)
    assert code == "certificate-missing"


async def test_a_visit_and_a_service_do_not_meet_in_one_engineer(bench: Bench) -> None:
    """Whoever clears a fault tomorrow cannot commission tomorrow."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    order = await desk.ok(desk.dispatcher, "/service-orders", a.a_service(), 201)
    notice = {"engineer_id": visit["engineer_id"]}
    code = await desk.refused(desk.dispatcher, f"/service-orders/{order['id']}/notice", notice)
    assert code == "engineer-booked"


@pytest.mark.example(13)
@pytest.mark.rule("001-T1.2")
async def test_a_training_of_four_hours_leaves_a_record(bench: Bench) -> None:
    """With what was taught, by whom, to how many; a minute less is a column."""
    desk = Desk(bench)
    path = await a_working(desk, kind="training", units=[])
    assert await desk.refused(desk.field, f"{path}/finish", {}) == "training-missing"
    done = await desk.ok(desk.field, f"{path}/finish", {"training_hours": "4"})
    assert [demand["form"] for demand in done["demands"]] == ["QR758-05A"]
    bare = a.a_filled_form("QR758-05A")
    assert await desk.refused(desk.field, f"{path}/reports", bare) == "summary-missing"
    taught = {"topic": "Operation", "trainer": "Li Ming", "attendees": 6, "material": "Manual"}
    await desk.ok(desk.field, f"{path}/reports", bare | {"training": taught}, 201)
    (written,) = await bench.said(said.ServiceReportWritten)
    assert written.training_hours == 4

    short = await a_working(desk, kind="training", units=[], **a.a_window(5))
    done = await desk.ok(desk.field, f"{short}/finish", {"training_hours": "3.98"})
    assert [demand["form"] for demand in done["demands"]] == ["QR758-06A"]


@pytest.mark.rule("001-T1.3")
async def test_the_customers_date_is_watched(bench: Bench) -> None:
    """Once it has passed with nobody there, it is said; whoever is there is not late."""
    desk = Desk(bench)
    late, _ = await an_issued(desk, kind="event_support")
    path = await a_working(desk, kind="event_support")
    desk.let_pass(days=1, minutes=1)
    await bench.fire_timers()
    overdue = await bench.said(said.ServiceOrderArrivalOverdue)
    assert [str(event.service_order_id) for event in overdue] == [late["id"]]
    done = await desk.ok(desk.field, f"{path}/finish", results(True, True, True))
    assert [demand["form"] for demand in done["demands"]] == ["QR758-06A"] * 3 + ["cover_summary"]


@pytest.mark.rule("001-5.5.6a")
async def test_papers_that_stay_out_are_warned_of_and_then_overdue(bench: Bench) -> None:
    """Warned at the end of the second day, overdue at the end of the third."""
    desk = Desk(bench)
    path = await a_working(desk)
    await desk.ok(desk.field, f"{path}/finish", results(True, True, False))
    back = await desk.ok(desk.field, f"{path}/return", {})
    desk.let_pass(days=3)
    await bench.fire_timers()
    assert len(await bench.said(said.ServiceOrderHandInWarned)) == 1
    assert await bench.said(said.ServiceOrderHandInOverdue) == []
    desk.let_pass(days=1)
    await bench.fire_timers()
    (late,) = await bench.said(said.ServiceOrderHandInOverdue)
    assert late.due_at.isoformat().replace("+00:00", "Z") == back["hand_in_due_at"]
    assert (await desk.dispatcher.get(path)).json()["overdue"]


@pytest.mark.rule("001-5.5.6d/5.11.2")
async def test_an_archived_report_is_not_destroyed_before_its_time(bench: Bench) -> None:
    """At four years refused, at five allowed, with an entry that says who and why."""
    desk = Desk(bench)
    body = a.a_service(kind="consulting", mode="remote", units=[])
    order = await desk.ok(desk.dispatcher, "/service-orders", body, 201)
    path = f"/service-orders/{order['id']}"
    await desk.ok(desk.field, f"{path}/begin", {})
    await desk.ok(desk.field, f"{path}/finish", {})
    report = await desk.ok(desk.field, f"{path}/reports", a.a_filled_form("QR758-02A"), 201)
    await desk.ok(desk.field, f"{path}/hand-in", {})
    await desk.ok(desk.officer, f"/service-reports/{report['id']}/archive", {})
    destroy = f"/service-reports/{report['id']}/destroy"
    desk.let_pass(days=4 * 365)
    assert await desk.refused(desk.officer, destroy, {"reason": "room"}) == "retention-runs"
    desk.let_pass(days=367)
    gone = await desk.ok(desk.officer, destroy, {"reason": "room"})
    assert (gone["state"], gone["sha256"] is not None) == ("destroyed", True)
    rows = await bench.rows("select detail from audit where action = 'report.destroy'")
    assert rows[0]["detail"]["reason"] == "room"
    assert await bench.rows("select 1 from service_report where content is not null") == []


@pytest.mark.rule("000-6.5.1")
@pytest.mark.rule("002-4.3.2")
@pytest.mark.rule("002-4.7/4.8")
async def test_the_table_reminds_of_the_work_code(bench: Bench) -> None:
    """Each kind with its checklist, in the asker's language."""
    chinese = bench.caller("field_engineer", language="zh-CN")
    table = {row["kind"]: row for row in (await chinese.get("/service-table")).json()}
    assert "系统联试" in table["event_support"]["checklist"]
    assert "不收礼品、不挪用代收款" in table["patrol"]["checklist"]
    assert len(table) == 10


async def test_an_engineer_sees_the_own_services_only(bench: Bench) -> None:
    """As with visits: what others have is answered like what does not exist."""
    desk = Desk(bench)
    order, path = await an_issued(desk)
    other = bench.caller("field_engineer", engineer_id=str(a.new_id()))
    own = bench.caller("field_engineer", engineer_id=order["engineer_id"])
    assert (await other.get("/service-orders")).json()["items"] == []
    assert (await other.get(path)).status_code == 404
    assert (await other.post(f"{path}/accept", json={})).json()["code"] == "unknown-record"
    assert [each["id"] for each in (await own.get("/service-orders")).json()["items"]] == [
        order["id"]
    ]
    assert (await own.post(f"{path}/accept", json={})).status_code == 200
    elsewhere = bench.caller("service_center_dispatcher", centre="wuhan")
    assert (await elsewhere.get(path)).status_code == 404


async def test_a_service_given_up_frees_its_engineer(bench: Bench) -> None:
    desk = Desk(bench)
    order, path = await an_issued(desk)
    await desk.ok(desk.dispatcher, f"{path}/cancel", {"reason": "exercise called off"})
    again = await desk.ok(desk.dispatcher, "/service-orders", a.a_service(), 201)
    notice = {"engineer_id": order["engineer_id"]}
    await desk.ok(desk.dispatcher, f"/service-orders/{again['id']}/notice", notice)
    desk.let_pass(days=2)
    await bench.fire_timers()
    assert len(await bench.said(said.ServiceOrderArrivalOverdue)) == 1


async def test_a_late_record_may_not_lie_before_what_it_follows(bench: Bench) -> None:
    desk = Desk(bench)
    _, path = await an_issued(desk)
    early = {"occurred_at": (desk.now() - timedelta(hours=1)).isoformat()}
    assert await desk.refused(desk.field, f"{path}/accept", early) == "act-before-its-cause"


async def test_the_papers_of_every_visit_are_counted_until_they_are_in(bench: Bench) -> None:
    """Others may then say whether the case can close; signed where the work was."""
    desk = Desk(bench)
    report = await desk.signed()
    await desk.ok(desk.field, f"/reports/{report['id']}/hand-in", {})
    papers = [event.outstanding for event in await bench.said(said.WorkOrderPapersChanged)]
    assert papers == [1, 0]
    (signed,) = await bench.said(said.ReportSigned)
    assert signed.signature.place == "SZ-01"
