"""Duty: turns planned, laid out, given away, and the gap that somebody is told of."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


async def crew(desk: Desk, number: int = 2) -> list[dict[str, Any]]:
    return [
        await desk.ok(desk.personnel, "/engineers", a.an_engineer(f"E-{n}"), 201)
        for n in range(1, number + 1)
    ]


@pytest.mark.rule("001-5.5.2")
async def test_a_rota_covers_the_clock_and_a_hole_in_it_is_told(bench: Bench) -> None:
    """A month laid out; a turn called off leaves a gap of the coming week, told once."""
    desk = Desk(bench)
    first, second = await crew(desk)
    body = a.a_rota(first["id"], second["id"], first=f"{datetime.now(UTC):%Y-%m-%d}", days=28)
    laid = (await desk.ok(desk.dispatcher, "/duties/rota", body, 201))["turns"]
    assert all(one["ends_at"] == two["begins_at"] for one, two in pairwise(laid))
    assert {turn["engineer_id"] for turn in laid} == {first["id"], second["id"]}
    assert await desk.refused(desk.dispatcher, "/duties/rota", body) == "rota-laid-out-already"

    desk.let_pass(days=1)
    while await bench.fire_timers():
        pass
    assert await bench.said(said.RotaGapFound) == []
    gone = laid[8]
    await desk.ok(desk.dispatcher, f"/duties/{gone['id']}/cancel", {})
    assert await desk.refused(desk.dispatcher, f"/duties/{gone['id']}/cancel", {}) == "duty-over"
    for _ in range(2):
        desk.let_pass(days=1)
        while await bench.fire_timers():
            pass
    (gap,) = await bench.said(said.RotaGapFound)
    assert [gap.begins_at, gap.ends_at] == [
        datetime.fromisoformat(gone[each]) for each in ("begins_at", "ends_at")
    ]


@pytest.mark.rule("003-1a")
async def test_who_answers_now_is_found(bench: Bench) -> None:
    """By centre, and after a swap the other one."""
    desk = Desk(bench)
    first, second = await crew(desk)
    turn = await desk.ok(desk.dispatcher, "/duties", a.a_duty(first["id"]), 201)
    code = await desk.refused(desk.dispatcher, "/duties", a.a_duty(first["id"], hours=1))
    assert code == "duty-overlaps"
    await desk.ok(desk.dispatcher, f"/duties/{turn['id']}/give", {"engineer_id": second["id"]})

    now = (desk.now() + timedelta(minutes=1)).isoformat()
    for centre, found in (("shenzhen", [second["id"]]), ("chengdu", [])):
        asked = {"centre": centre, "since": now, "until": now}
        page = (await desk.dispatcher.get("/duties", params=asked)).json()
        assert [each["engineer_id"] for each in page["items"]] == found


async def test_a_turn_goes_to_own_active_people_who_are_there(bench: Bench) -> None:
    """Not to an outside crew, not to another centre's, not to somebody on leave."""
    desk = Desk(bench)
    away, _ = await crew(desk)
    crewman = await desk.ok(desk.personnel, "/engineers", a.an_engineer("X-1", unit="CREW"), 201)
    far = await desk.ok(desk.personnel, "/engineers", a.an_engineer("F-1", centre="chengdu"), 201)
    absence = a.an_absence(days=0.1)
    await desk.ok(desk.personnel, f"/engineers/{away['id']}/absences", absence, 201)
    for nobody in (away, crewman, far):
        code = await desk.refused(desk.dispatcher, "/duties", a.a_duty(nobody["id"]))
        assert code == "nobody-for-duty"
    assert await desk.refused(desk.dispatcher, "/duties", a.a_duty(far["id"], hours=-1)) == (
        "duty-invalid"
    )
    there = bench.caller("regional_manager", centre="chengdu")
    assert await desk.refused(there, "/duties", a.a_duty(far["id"])) == "unknown-record"


async def test_the_calendar_shows_who_does_what_on_which_day(bench: Bench) -> None:
    """Visits with their travel, absences without their kind, duty, and working hours."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    await desk.ok(desk.personnel, f"/engineers/{engineer['id']}/roster", a.a_week())
    today = datetime.now(UTC).date()
    monday = today + timedelta(days=14 - today.weekday())
    tuesday = monday + timedelta(days=1)
    plan = {
        "engineer_id": engineer["id"],
        "planned_from": f"{monday}T10:00:00+08:00",
        "planned_to": f"{monday}T16:00:00+08:00",
        "travel_minutes": 60,
    }
    visit = await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", plan, 201)
    leave = {
        "kind": "leave",
        "begins_at": f"{tuesday}T00:00:00+08:00",
        "ends_at": f"{tuesday + timedelta(days=1)}T00:00:00+08:00",
    }
    await desk.ok(desk.personnel, f"/engineers/{engineer['id']}/absences", leave, 201)

    asked = {"first": f"{monday}", "days": 3, "centre": "shenzhen"}
    (line,) = (await desk.dispatcher.get("/calendar", params=asked)).json()["items"]
    days = [[each["what"] for each in day["entries"]] for day in line["days"]]
    assert days == [["visit"], ["absence"], []]
    assert [day["working_hours"] for day in line["days"]] == [9.0, 9.0, 9.0]
    (entry,) = line["days"][0]["entries"]
    assert entry["number"] == visit["number"]
    begins = datetime.fromisoformat(entry["begins_at"])
    assert begins == datetime.fromisoformat(f"{monday}T09:00:00+08:00")
    assert "leave" not in str(line)
    elsewhere = bench.caller("regional_manager", centre="chengdu")
    assert (await elsewhere.get("/calendar", params=asked)).json()["items"] == []
