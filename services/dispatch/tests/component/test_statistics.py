"""What is counted every quarter from what dispatch did (000-7.4), and the staff (004-5.1.1)."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from dispatch.domain.statistics import Quarter
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


@pytest.mark.rule("000-7.4")
async def test_event_handling_is_counted_by_centre_and_type(bench: Bench) -> None:
    """How many, how many done, kept promises of those judged, mean hours; other quarters not."""
    desk = Desk(bench)
    reported = datetime.now(UTC) - timedelta(minutes=5)
    done = await desk.triage(reported_at=reported)
    await desk.ok(desk.author, f"/work-orders/{done['id']}/respond", {})
    cleared = {"cause": "x", "action": "y", "customer_consent": True}
    desk.let_pass(hours=4)
    await desk.ok(desk.author, f"/work-orders/{done['id']}/resolve", cleared)
    await desk.triage(reported_at=reported, fault_kind="software")
    await desk.triage(reported_at=reported - timedelta(days=200))
    quarter = str(Quarter.of((reported + timedelta(hours=8)).date()))

    answer = await desk.dispatcher.get(f"/statistics/events/{quarter}")

    assert answer.status_code == 200, answer.text
    hardware, software = answer.json()["lines"]
    assert (hardware["centre"], hardware["fault_kind"]) == ("shenzhen", "hardware")
    assert (hardware["events"], hardware["resolved"], hardware["mean_hours"]) == (1, 1, "4.08")
    assert (hardware["promises_kept"], hardware["promises_judged"]) == (2, 2)
    assert hardware["on_time"] == "1.0000"
    assert (software["events"], software["resolved"], software["on_time"]) == (1, 0, None)
    elsewhere = bench.caller("regional_manager", centre="wuhan")
    assert (await elsewhere.get(f"/statistics/events/{quarter}")).json()["lines"] == []
    assert (await desk.dispatcher.get("/statistics/events/2026-Q5")).status_code == 422


@pytest.mark.rule("000-7.4")
async def test_each_quarter_the_regional_manager_checks_the_last_one(bench: Bench) -> None:
    """The calendar asks; the check keeps the figures it saw, and meets the task."""
    desk = Desk(bench)
    await bench.fire_timers()
    today = desk.now().astimezone(UTC)
    ahead = Quarter.of((today + timedelta(hours=8)).date())
    desk.let_pass(days=95)
    await bench.fire_timers()
    asked = [e for e in await bench.said(said.ObligationOpened) if e.kind == "event_handling"]
    assert [event.roles for event in asked] == [["regional_manager"]]
    period = asked[0].period
    assert period == str(ahead)
    manager = bench.caller("regional_manager", subject="he")
    path = f"/statistics/events/{period}/check"
    assert await desk.refused(manager, "/statistics/events/2099-Q1/check", {}) == "unknown-record"
    checked = await desk.ok(manager, path, {"remark": "more spares in Shenzhen"})
    assert checked["quarter"] == period
    met = [e.period for e in await bench.said(said.ObligationMet) if e.kind == "event_handling"]
    assert met == [period]
    (mark,) = await bench.rows("select detail from audit where action = 'statistics.check'")
    assert mark["detail"]["remark"] == "more spares in Shenzhen"


@pytest.mark.rule("004-5.1.1")
async def test_the_staff_register_says_whether_enough_managers_are_certified(bench: Bench) -> None:
    """By kind of post; an expired certificate and an outside crew count for nothing."""
    desk = Desk(bench)
    for number in range(2):
        body = a.an_engineer(f"M-{number}", kind="management", skill="other")
        await desk.ok(desk.personnel, "/engineers", body, 201)
    old = a.an_engineer("M-2", kind="management", skill="service_manager", until="2020-01-01")
    await desk.ok(desk.personnel, "/engineers", old, 201)
    await desk.ok(desk.personnel, "/engineers", a.an_engineer("R-1", kind="repair"), 201)
    await desk.ok(desk.personnel, "/engineers", a.an_engineer("X-1", unit="CREW-A"), 201)
    counted = (await desk.personnel.get("/statistics/staff")).json()
    assert counted["by_kind"] == {"service": 0, "business": 0, "repair": 1, "management": 3}
    assert (counted["certified_managers"], counted["enough"]) == (0, False)
    able = a.an_engineer("M-3", kind="management", skill="service_manager")
    await desk.ok(desk.personnel, "/engineers", able, 201)
    counted = (await desk.personnel.get("/statistics/staff")).json()
    assert (counted["certified_managers"], counted["certified_needed"]) == (1, 1)
    assert counted["enough"] is True
