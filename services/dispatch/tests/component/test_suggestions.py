"""Whom to send, with reasons; and why nobody, when nobody fits."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from aftercare_kit.actors import system_actor
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from dispatch.domain.certificate import Certificate
from dispatch.domain.engineer import Engineer
from dispatch.domain.place import Place
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

SHENZHEN = {"latitude": 22.54, "longitude": 114.06}
GUANGZHOU = {"latitude": 23.13, "longitude": 113.26}


async def asked(client: Any, order: dict[str, Any], **more: Any) -> dict[str, Any]:
    path = f"/work-orders/{order['id']}/suggestions"
    answer = await client.get(path, params=a.a_window(days=1) | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def codes(reasons: list[dict[str, Any]]) -> set[str]:
    return {reason["code"] for reason in reasons}


async def test_the_best_engineer_comes_first_and_everybody_says_why(bench: Bench) -> None:
    """The near one before the far one; who lacks something is told of only when asked for."""
    desk = Desk(bench)
    order, _ = await desk.ready_order(place=SHENZHEN, engineer="E-0")
    near = a.an_engineer("E-NEAR", home=SHENZHEN)
    far = a.an_engineer("E-FAR", home=GUANGZHOU)
    for body in (far, near, a.an_engineer("E-OLD", until="2020-01-01")):
        await desk.ok(desk.personnel, "/engineers", body, 201)
    await desk.ok(desk.personnel, "/engineers", a.an_engineer("E-RADIO", skill="radio"), 201)

    found = await asked(desk.dispatcher, order)
    ranked = [each["engineer_code"] for each in found["fitting"]]
    assert ranked == ["E-NEAR", "E-0", "E-FAR"]
    best, unknown, last = found["fitting"]
    assert codes(best["reasons"]) == {
        "suggest-skill", "suggest-free", "suggest-travel", "suggest-load",
    }  # fmt: skip
    assert "suggest-same-centre" in codes(unknown["reasons"])
    assert "About 137 minutes to the site." in [each["text"] for each in last["reasons"]]
    assert found["unfit"] == []

    everybody = await asked(desk.dispatcher, order, everybody=True)
    unfit = {each["engineer_code"]: codes(each["obstacles"]) for each in everybody["unfit"]}
    assert unfit == {"E-OLD": {"certificate-expired"}, "E-RADIO": {"certificate-missing"}}


async def test_when_nobody_fits_each_one_has_a_reason(bench: Bench) -> None:
    """Booked, away, off hours: in the reader's language."""
    desk = Desk(bench)
    order, booked = await desk.ready_order(engineer="E-1")
    other, away = await desk.ready_order(engineer="E-2")
    window = a.a_window(days=1)
    plan = {"engineer_id": booked["id"], **window}
    await desk.ok(desk.dispatcher, f"/work-orders/{other['id']}/visits", plan, 201)
    await desk.ok(desk.personnel, f"/engineers/{away['id']}/absences", a.an_absence(), 201)
    far_day = datetime.fromisoformat(window["planned_from"]) + timedelta(days=3)
    closed = {"week": {f"{far_day:%a}".lower(): [["08:30", "17:30"]]}, "holidays": None}
    off = a.an_engineer("E-3", roster=closed)
    await desk.ok(desk.personnel, "/engineers", off, 201)

    chinese = bench.caller("service_center_dispatcher", language="zh")
    found = await asked(chinese, order)
    assert found["fitting"] == []
    unfit = {each["engineer_code"]: codes(each["obstacles"]) for each in found["unfit"]}
    assert unfit == {
        "E-1": {"engineer-booked"},
        "E-2": {"engineer-absent"},
        "E-3": {"engineer-off-hours"},
    }
    texts = [each["obstacles"][0]["text"] for each in found["unfit"]]
    assert "工程师在该时段已有其他任务。" in texts


async def test_who_knows_the_unit_goes_before_a_stranger(bench: Bench) -> None:
    """A finished visit at the customer and at the very unit counts."""
    desk = Desk(bench)
    visit = await desk.finished(fixed=False)
    order = await desk.show(visit["work_order_id"])
    await desk.ok(desk.personnel, "/engineers", a.an_engineer("A-1"), 201)
    scheme = await desk.approved_scheme(order)
    assert scheme["state"] == "approved"

    found = await asked(desk.dispatcher, order)
    assert [each["engineer_code"] for each in found["fitting"]] == ["E-1", "A-1"]
    assert {"suggest-knows-unit", "suggest-knows-customer"} <= codes(found["fitting"][0]["reasons"])


async def test_a_suggestion_can_be_followed(bench: Bench) -> None:
    """Whoever is suggested for a time is taken for it, and then no longer suggested."""
    desk = Desk(bench)
    order, _ = await desk.ready_order()
    other, _ = await desk.ready_order(engineer="E-2")
    window = a.a_window(days=1)
    path = f"/work-orders/{order['id']}"
    first = (await desk.dispatcher.get(f"{path}/suggestions", params=window)).json()["fitting"][0]
    plan = {"engineer_id": first["engineer_id"], **window}
    await desk.ok(desk.dispatcher, f"{path}/visits", plan, 201)
    left = await desk.dispatcher.get(f"/work-orders/{other['id']}/suggestions", params=window)
    assert first["engineer_id"] not in [each["engineer_id"] for each in left.json()["fitting"]]


@pytest.mark.parametrize("place", [None, SHENZHEN])
async def test_five_hundred_engineers_are_judged(bench: Bench, place: Any) -> None:
    """One statement, one pass; how fast is shown by the benchmark."""
    desk = Desk(bench)
    order, _ = await desk.ready_order(place=place)
    async with bench.process.database.begin(_system(bench)) as work:
        for number in range(500):
            work.engineers.add(_somebody(number))
        for each in [known[0] for known in work.engineers._known.values()]:
            each.version = 1
    found = await asked(desk.dispatcher, order, everybody=True, limit=100)
    assert len(found["fitting"]) == 100
    assert len(found["unfit"]) > 0


def _system(bench: Bench) -> Any:
    return system_actor("dispatch", bench.process.place.region)


def _somebody(number: int) -> Any:
    until = date(2099, 1, 1) if number % 3 else date(2020, 1, 1)
    return Engineer(
        id=new_id(),
        region="cn-south",
        code=f"B-{number:03d}",
        name="Somebody",
        centre="shenzhen" if number % 2 else "chengdu",
        certificates=[Certificate("inverter", until)],
        home=Place(22 + number / 500, 114.0),
    )
