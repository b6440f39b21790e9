"""Channels: contacts in and out are kept, alarms join what is open, failing again is told."""

import asyncio
from typing import Any

import pytest

from aftercare_contracts.intake import RequestFaultRepeated, RequestRegistered
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk, Plant


def a_log(plant: Plant, **other: object) -> dict[str, Any]:
    return {
        "customer_id": plant.customer["id"],
        "direction": "in",
        "channel": "phone",
        "need": "When will somebody come?",
    } | other


@pytest.mark.rule("001-5.1.2.2")
async def test_contacts_are_kept_with_need_opinion_and_result(bench: Bench) -> None:
    """In and out, tied to customer and case, by channel and year."""
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.registered(plant)
    call = await desk.ok("/contact-logs", a_log(plant, request_id=request["id"]))
    letter = await desk.ok(
        "/contact-logs",
        a_log(plant, direction="out", channel="letter", occurred_at="2024-12-31T23:59:59Z"),
    )
    done = await desk.ok(
        f"/contact-logs/{call['id']}/conclude", {"opinion": "today", "result": "told so"}, 200
    )
    assert (done["opinion"], done["result"], done["recorded_by"]) == ("today", "told so", "wang")

    async def listed(**params: Any) -> list[str]:
        answer = await desk.agent.get("/contact-logs", params=params)
        return [item["id"] for item in answer.json()["items"]]

    assert await listed() == [call["id"], letter["id"]]
    assert await listed(request_id=request["id"]) == [call["id"]]
    assert await listed(direction="out") == await listed(year=2024) == [letter["id"]]
    assert await listed(channel="fax") == await listed(year=2025) == []


@pytest.mark.rule("001-5.1.2.2")
async def test_a_contact_is_about_its_own_customer_and_seen_within_reach(bench: Bench) -> None:
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    theirs = await desk.registered(other)
    folder = f"/customers/{other.customer['id']}/contacts"
    person = await desk.ok(folder, a.a_contact())
    for wrong in ({"request_id": theirs["id"]}, {"contact_id": person["id"]}):
        assert (await desk.agent.post("/contact-logs", json=a_log(one, **wrong))).status_code == 404
    kept = await desk.ok("/contact-logs", a_log(one))
    away = bench.caller("service_agent", centre="beijing")
    assert (await away.get("/contact-logs")).json()["items"] == []
    path = f"/contact-logs/{kept['id']}/conclude"
    assert (await away.post(path, json={"result": "x"})).status_code == 404
    customer = bench.caller("customer", customer_id=one.customer["id"])
    assert (await customer.get("/contact-logs")).status_code == 403


async def test_the_same_alarm_joins_the_open_request_it_opened(bench: Bench) -> None:
    """Another code, or the same after the end, opens the next; every alarm is logged."""
    desk = Desk(bench)
    plant = await desk.opened()
    alarm = {"serial": plant.asset["serial"], "code": "OVT-1", "text": "Over temperature"}
    answers = await asyncio.gather(*(desk.agent.post("/alarms", json=alarm) for _ in range(4)))
    told = [answer.json() for answer in answers]
    assert sorted(one["opened"] for one in told) == [False, False, False, True]
    assert len({one["request_id"] for one in told}) == 1
    assert (await desk.ok("/alarms", alarm | {"code": "FAN-2"}, 200))["opened"]
    await desk.ok(f"/requests/{told[0]['request_id']}/cancel", {"reason": "test"}, 200)
    assert (await desk.ok("/alarms", alarm, 200))["opened"]
    assert len(await bench.said(RequestRegistered)) == 3
    logs = (await desk.agent.get("/contact-logs?channel=alarm")).json()["items"]
    assert len(logs) == 6
    assert (await desk.agent.post("/alarms", json=alarm | {"serial": "NO-1"})).status_code == 404


async def test_the_same_unit_failing_again_raises_a_quality_alarm(bench: Bench) -> None:
    """Within the policy's months; operators' errors and what was withdrawn do not count."""
    desk = Desk(bench)
    plant = await desk.opened()

    async def fails(day: str, level: int = 2) -> dict[str, Any]:
        request = await desk.registered(plant, occurred_at=f"{day}T08:00:00Z")
        path = f"/requests/{request['id']}/triage"
        await desk.ok(path, a.a_triage(fault_level=level, occurred_at=f"{day}T08:05:00Z"), 200)
        return request

    await fails("2025-01-10")
    wrong_use = await fails("2025-11-01", level=4)
    first = await fails("2025-12-01")
    withdrawn = await fails("2025-12-02")
    await desk.ok(f"/requests/{withdrawn['id']}/cancel", {"reason": "none"}, 200)
    assert [str(e.request_id) for e in await bench.said(RequestFaultRepeated)] == [withdrawn["id"]]
    again = await fails("2026-02-01")
    await fails("2026-02-02", level=4)
    (_, alarm) = await bench.said(RequestFaultRepeated)
    assert str(alarm.request_id) == again["id"]
    assert [str(each) for each in alarm.earlier_request_ids] == [first["id"]]
    assert wrong_use["id"] not in map(str, alarm.earlier_request_ids)
    assert alarm.within_months == 6


async def test_no_months_turn_the_quality_alarm_off(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    off = {"preset": "electrical-automation", "overrides": {"quality_alarm.months": 0}}
    await desk.ok("/policies", off, who=desk.manager)
    for _ in range(2):
        await desk.triaged(plant)
    assert await bench.said(RequestFaultRepeated) == []
    absurd = off | {"overrides": {"quality_alarm.months": 100_000}}
    assert (await desk.manager.post("/policies", json=absurd)).status_code == 422
