"""The staff register: certificates and their ends, rosters, absences, who left."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


def day(ahead: int) -> str:
    """A day as the engineers count them: theirs begins hours before that of UTC."""
    return f"{datetime.now(ZoneInfo('Asia/Shanghai')).date() + timedelta(days=ahead)}"


async def fire_all(bench: Bench) -> None:
    while await bench.fire_timers():
        pass


@pytest.mark.rule("001-5.2.1")
async def test_the_end_of_a_certificate_is_announced_a_month_ahead_and_on_the_day(
    bench: Bench,
) -> None:
    """Once each, also after downtime; the day's announcement names the visits it stops."""
    desk = Desk(bench)
    body = a.an_engineer(until=day(60))
    engineer = await desk.ok(desk.personnel, "/engineers", body, 201)
    assert await bench.fire_timers() == 0

    desk.let_pass(days=31)
    await fire_all(bench)
    (soon,) = await bench.said(said.EngineerCertificateExpiring)
    assert (soon.skill, str(soon.valid_until)) == ("inverter", day(60))
    assert soon.to_roles == ["hr_admin", "regional_manager"]
    assert await bench.said(said.EngineerCertificateExpired) == []

    order, _ = await desk.ready_order(engineer="E-2")
    plan = {"engineer_id": engineer["id"], **a.a_window(days=40)}
    visit = await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", plan, 201)
    desk.let_pass(days=31)
    await fire_all(bench)
    (ended,) = await bench.said(said.EngineerCertificateExpired)
    assert ended.visits == [visit["number"]]
    assert len(await bench.said(said.EngineerCertificateExpiring)) == 1


@pytest.mark.rule("001-5.2.1")
async def test_a_certificate_that_expired_on_the_way_stops_the_departure(bench: Bench) -> None:
    """Planned while it held, renewed it goes on; a renewal that reaches no further is refused."""
    desk = Desk(bench)
    order, _ = await desk.ready_order()
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer("E-2", until=day(10)), 201)
    plan = {"engineer_id": engineer["id"], **a.a_window(days=9)}
    visit = await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", plan, 201)
    await desk.step(visit, "accept")
    desk.let_pass(days=12)

    path = f"/visits/{visit['id']}/depart"
    assert await desk.refused(desk.field, path, {}) == "certificate-expired"
    renew = f"/engineers/{engineer['id']}/certificates"
    again = {"skill": "inverter", "valid_until": day(10)}
    assert await desk.refused(desk.personnel, renew, again) == "certificate-not-newer"
    await desk.ok(desk.personnel, renew, again | {"valid_until": day(400)})
    await desk.ok(desk.field, path, {})


@pytest.mark.rule("001-5.2.1")
@pytest.mark.parametrize(
    ("lacking", "said", "zh"),
    [
        ("record", "a qualification record", "资格记录"),
        ("title", "technical title", "技术职称"),
        ("product_knowledge", "product knowledge", "产品知识"),
        ("code_training", "training in the code of conduct", "行为规范培训"),
        ("both", "product knowledge, repair skill", "产品知识、维修技能"),
    ],
)
async def test_who_lacks_a_condition_is_not_sent_where_the_policy_asks(
    bench: Bench, lacking: str, said: str, zh: str
) -> None:
    """The defence preset asks of everybody; the answer names what is missing."""
    desk = Desk(bench)
    asks = {"staff.qualification": "everybody"}
    order, engineer = await desk.ready_order(parameters=asks)
    lacks = {
        "title": {"title": "none"},
        "product_knowledge": {"product_knowledge": False},
        "code_training": {"code_trained_on": None},
        "both": {"product_knowledge": False, "repair_skill": False},
    }
    qualify = f"/engineers/{engineer['id']}/qualification"
    if lacking in lacks:
        await desk.ok(desk.personnel, qualify, a.a_qualification(**lacks[lacking]))
    plan = {"engineer_id": engineer["id"], **a.a_window()}
    path = f"/work-orders/{order['id']}/visits"

    answer = await desk.dispatcher.post(path, json=plan)
    assert (answer.status_code, answer.json()["code"]) == (409, "qualification-missing")
    assert answer.json()["detail"] == f"Missing for this job: {said}."
    chinese = bench.caller("service_center_dispatcher", language="zh")
    told = (await chinese.post(path, json=plan)).json()["detail"]
    assert told == f"不具备派工条件，缺少：{zh}。"

    await desk.ok(desk.personnel, qualify, a.a_qualification())
    await desk.ok(desk.dispatcher, path, plan, 201)


@pytest.mark.rule("001-5.2.1")
async def test_an_outside_crew_needs_the_record_whatever_the_policy(bench: Bench) -> None:
    """Our own people do not under the base policy."""
    desk = Desk(bench)
    order, own = await desk.ready_order()
    body = a.an_engineer("X-1", unit="CREW-A")
    crew = await desk.ok(desk.personnel, "/engineers", body, 201)
    path = f"/work-orders/{order['id']}/visits"
    code = await desk.refused(desk.dispatcher, path, {"engineer_id": crew["id"], **a.a_window()})
    assert code == "qualification-missing"
    await desk.ok(desk.dispatcher, path, {"engineer_id": own["id"], **a.a_window()}, 201)


async def test_nobody_is_sent_while_away(bench: Bench) -> None:
    """Leave waits for visits, visits for the end of the leave; called off, the way is free."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    away = f"/engineers/{engineer['id']}/absences"
    leave = await desk.ok(desk.personnel, away, a.an_absence(), 201)
    assert await desk.refused(desk.personnel, away, a.an_absence(hours=1)) == "absence-overlaps"
    path = f"/work-orders/{order['id']}/visits"
    plan = {"engineer_id": engineer["id"], **a.a_window()}
    assert await desk.refused(desk.dispatcher, path, plan) == "engineer-absent"

    await desk.ok(desk.personnel, f"/absences/{leave['id']}/cancel", {})
    assert await desk.refused(desk.personnel, f"/absences/{leave['id']}/cancel", {}) == (
        "absence-over"
    )
    visit = await desk.ok(desk.dispatcher, path, plan, 201)
    assert await desk.refused(desk.personnel, away, a.an_absence()) == "engineer-has-visits"
    await desk.ok(desk.personnel, away, a.an_absence(kind="illness"), 201)
    assert (await bench.said(said.AbsenceRegistered))[-1].visits == [visit["number"]]
    listed = (await desk.personnel.get(away)).json()["items"]
    assert sorted((each["kind"], each["cancelled"]) for each in listed) == [
        ("illness", False),
        ("leave", True),
    ]


async def test_the_way_there_is_taken_from_the_calendar_too(bench: Bench) -> None:
    """Two visits an hour apart with two hours of travel do not fit; the answer names the other."""
    desk = Desk(bench)
    first, engineer = await desk.ready_order()
    second, _ = await desk.ready_order(engineer="E-2")
    begins = datetime.now(UTC) + timedelta(days=1)

    def plan(after: float, travel: int) -> dict[str, object]:
        starts = begins + timedelta(hours=after)
        return {
            "engineer_id": engineer["id"],
            "planned_from": starts.isoformat(),
            "planned_to": (starts + timedelta(hours=2)).isoformat(),
            "travel_minutes": travel,
        }

    path = "/work-orders/{}/visits"
    taken = await desk.ok(desk.dispatcher, path.format(first["id"]), plan(0, 30), 201)
    late = path.format(second["id"])
    answer = await desk.dispatcher.post(late, json=plan(3, 60))
    assert answer.json()["code"] == "engineer-booked"
    assert answer.json()["visit"] == taken["number"]
    await desk.ok(desk.dispatcher, late, plan(3, 30), 201)


async def test_a_visit_keeps_to_the_roster_unless_there_is_a_reason(bench: Bench) -> None:
    """Begins and ends in working hours; on Sunday only with a reason, which is on record."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    await desk.ok(desk.personnel, f"/engineers/{engineer['id']}/roster", a.a_week())
    today = datetime.now(UTC).date()
    sunday = today + timedelta(days=6 - today.weekday() + 7)

    def plan(on: date) -> dict[str, object]:
        return {
            "engineer_id": engineer["id"],
            "planned_from": f"{on}T09:00:00+08:00",
            "planned_to": f"{on}T17:30:00+08:00",
        }

    path = f"/work-orders/{order['id']}/visits"
    assert await desk.refused(desk.dispatcher, path, plan(sunday)) == "engineer-off-hours"
    visit = await desk.ok(desk.dispatcher, path, plan(sunday + timedelta(days=1)), 201)
    moved = plan(sunday) | {"reason": "outage", "off_hours_because": "the plant stands still"}
    await desk.ok(desk.dispatcher, f"/visits/{visit['id']}/reschedule", moved)
    assert await bench.rows("select 1 from audit where action = 'visit.off_hours'")


async def test_who_left_is_sent_nowhere_until_back(bench: Bench) -> None:
    """Open visits go to somebody else first."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    path = f"/work-orders/{order['id']}/visits"
    plan = {"engineer_id": engineer["id"], **a.a_window()}
    visit = await desk.ok(desk.dispatcher, path, plan, 201)
    leave, back = (f"/engineers/{engineer['id']}/{act}" for act in ("deactivate", "reactivate"))
    reason = {"reason": "retired"}
    assert await desk.refused(desk.personnel, leave, reason) == "engineer-has-visits"
    await desk.ok(desk.dispatcher, f"/visits/{visit['id']}/cancel", reason)
    gone = await desk.ok(desk.personnel, leave, reason)
    assert (gone["active"], gone["inactive_because"]) == (False, "retired")
    assert await desk.refused(desk.personnel, leave, reason) == "engineer-not-active"
    assert await desk.refused(desk.dispatcher, path, plan) == "engineer-not-active"
    await desk.ok(desk.personnel, back, {})
    assert await desk.refused(desk.personnel, back, {}) == "engineer-active"
    await desk.ok(desk.dispatcher, path, plan, 201)


@pytest.mark.rule("004-5.1.1")
async def test_a_post_is_evaluated_every_year(bench: Bench) -> None:
    """Reminded of when a year is over and every month after, until it is on record."""
    desk = Desk(bench)
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer(), 201)
    await desk.ok(desk.personnel, "/engineers", a.an_engineer("B-1", kind="business"), 201)
    path = f"/engineers/{engineer['id']}/evaluate"
    assert await desk.refused(desk.personnel, path, {"on": day(2), "result": "good"}) == (
        "evaluation-day-wrong"
    )
    await desk.ok(desk.personnel, path, {"on": day(-1), "result": "good"})
    desk.let_pass(days=363)
    await fire_all(bench)
    assert await bench.said(said.EngineerEvaluationDue) == []
    desk.let_pass(days=2)
    await fire_all(bench)
    desk.let_pass(days=31)
    await fire_all(bench)
    due = await bench.said(said.EngineerEvaluationDue)
    assert [str(each.last_on) for each in due] == [day(-1), day(-1)]


async def test_two_keepers_of_one_record_are_told(bench: Bench) -> None:
    """The second decided on a picture that is old by now."""
    desk = Desk(bench)
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer(), 201)
    path = f"/engineers/{engineer['id']}"
    seen = {"If-Match": f'"{engineer["version"]}"'}
    first = await desk.personnel.post(f"{path}/roster", json=a.a_week(), headers=seen)
    assert first.status_code == 200, first.text
    code = await desk.refused(desk.personnel, f"{path}/move", {"centre": "chengdu"}, **seen)
    assert code == "version-conflict"


@pytest.mark.parametrize(
    "week",
    [
        {"mon": [["08:30", "08:30"]]},
        {"mon": [["08:30", "12:00"], ["11:00", "17:00"]]},
    ],
)
async def test_hours_that_no_week_can_have_are_explained(bench: Bench, week: object) -> None:
    """Empty or overlapping shifts; the answer says which."""
    desk = Desk(bench)
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer(), 201)
    path = f"/engineers/{engineer['id']}/roster"
    assert await desk.refused(desk.personnel, path, {"week": week}) == "roster-invalid"
