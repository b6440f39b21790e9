"""What the hotline hears: which need, relayed at once, answered in time, sent where it belongs."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk, Plant, responded


def stand(bench: Bench, moment: datetime) -> None:
    """Let the service's clock stand there."""
    bench.process.database.now = lambda: moment


async def under(desk: Desk, preset: str) -> Plant:
    """A plant whose centre goes by a preset."""
    await desk.centre(policy=preset)
    return await desk.plant()


async def missed(bench: Bench) -> list[str]:
    return [one.clock for one in await bench.said(said.RequestCallMissed)]


@pytest.mark.rule("004-5.3.1.1")
async def test_the_hotline_knows_four_kinds_of_need(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    for need in ("appointment", "consulting", "repair", "complaint"):
        request = await desk.registered(plant, need=need)
        assert request["need"] == need
    body = a.a_request(plant.customer["id"], plant.asset["id"], need="gossip")
    assert (await desk.agent.post("/requests", json=body)).status_code == 422
    assert [one.need for one in await bench.said(said.RequestRegistered)] == [
        "appointment",
        "consulting",
        "repair",
        "complaint",
    ]


@pytest.mark.rule("002-4.2.1a")
async def test_a_need_told_to_another_department_reaches_the_agent_at_once(bench: Bench) -> None:
    """Within a quarter of an hour; later is said, once, and the desk's own take nobody's time."""
    desk = Desk(bench)
    plant = await desk.opened()
    production = bench.caller("production", subject="chen")
    body = a.a_request(plant.customer["id"], plant.asset["id"])
    for minutes in (14, 16):
        told = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()
        request = await desk.ok("/requests", body | {"occurred_at": told}, who=production)
        (relay,) = [one for one in request["call_clocks"] if one["name"] == "relay"]
        assert relay["verdict"] == ("met" if minutes < 15 else "breached")
    assert await missed(bench) == ["relay"]
    notices = await bench.rows("select kind, roles from notice order by id")
    assert [(one["kind"], one["roles"]) for one in notices][:1] == [
        ("need-taken-in", ["service_agent"])
    ]
    await desk.registered(plant)
    assert len(await bench.rows("select 1 from notice where kind = 'need-taken-in'")) == 2


@pytest.mark.example(6)
@pytest.mark.rule("003-1b")
async def test_a_question_is_answered_by_phone_within_half_an_hour(bench: Bench) -> None:
    """Answered at the half hour it is in time; unanswered, that is said a moment later, once."""
    desk = Desk(bench)
    plant = await under(desk, "network-maintenance")
    asked, other = [await desk.registered(plant, need="consulting") for _ in range(2)]
    due = datetime.fromisoformat(asked["call_clocks"][1]["due_at"])
    assert due - datetime.fromisoformat(asked["reported_at"]) == timedelta(minutes=30)
    stand(bench, due)
    answered = await desk.ok(
        f"/requests/{asked['id']}/answer", {"occurred_at": due.isoformat()}, 200
    )
    assert answered["call_clocks"][1]["verdict"] == "met"
    stand(bench, due + timedelta(seconds=5))
    await bench.fire_timers()
    await bench.fire_timers()
    (late,) = await bench.said(said.RequestCallMissed)
    assert (str(late.request_id), late.clock) == (other["id"], "phone_answer")


@pytest.mark.rule("003-1b")
async def test_a_response_of_the_field_answers_the_question_too(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await under(desk, "network-maintenance")
    asked = await desk.registered(plant, need="consulting")
    await desk.ok(f"/requests/{asked['id']}/triage", a.a_triage(), 200)
    await desk.hear(responded(asked["id"]))
    assert (await desk.show(asked["id"]))["call_clocks"][1]["verdict"] == "met"
    kinds = [row["kind"] for row in await bench.rows("select kind from timer")]
    assert "request.phone_answer_due" not in kinds


@pytest.mark.example(5)
@pytest.mark.rule("004-5.1.7.2")
async def test_who_calls_for_a_repair_has_an_appointment_in_ten_minutes(bench: Bench) -> None:
    """An answer without a day stops nothing; who called for an appointment gets one."""
    desk = Desk(bench)
    plant = await under(desk, "it-goods")
    request = await desk.registered(plant)
    due = datetime.fromisoformat(request["call_clocks"][1]["due_at"])
    assert due - datetime.fromisoformat(request["reported_at"]) == timedelta(minutes=10)
    stand(bench, due + timedelta(seconds=1))
    await desk.ok(f"/requests/{request['id']}/answer", {}, 200)
    await bench.fire_timers()
    assert await missed(bench) == ["appointment"]
    tomorrow = (due + timedelta(days=1)).isoformat()
    agreed = await desk.ok(f"/requests/{request['id']}/answer", {"appointment_at": tomorrow}, 200)
    assert agreed["call_clocks"][1]["verdict"] == "breached"
    assert datetime.fromisoformat(agreed["appointment_at"]) == due + timedelta(days=1)
    wanted = await desk.registered(plant, need="appointment")
    refused = await desk.agent.post(f"/requests/{wanted['id']}/answer", json={})
    assert (refused.status_code, refused.json()["code"]) == (422, "appointment-missing")


@pytest.mark.rule("002-4.2.1c")
@pytest.mark.rule("002-4.1")
async def test_the_type_decides_the_department_and_the_desk_the_kind(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    quality = await desk.triaged(plant, service_type="quality_information")
    support = await desk.triaged(plant, service_kind="mailing")
    assert (quality["handled_by"], support["handled_by"]) == ("ZL", "SC")
    assert support["service_kind"] == "mailing"
    kinds = [one.service_kind for one in await bench.said(said.RequestTriaged)]
    assert kinds[1] == "mailing"
    request = await desk.registered(plant)
    wrong = a.a_triage(service_kind="seventh")
    answer = await desk.agent.post(f"/requests/{request['id']}/triage", json=wrong)
    assert answer.status_code == 422


@pytest.mark.rule("001-4.1.2")
@pytest.mark.rule("001-4.2.1")
@pytest.mark.rule("001-3")
async def test_under_the_defence_preset_maturity_decides_who_serves(bench: Bench) -> None:
    """Nine stand-alone units of a new line stay with their maker; the tenth moves them."""
    desk = Desk(bench)
    plant = await under(desk, "defence-equipment")
    factory = bench.caller("production", subject="chen")
    file = {"name": "Radio", "build": "stand_alone", "made": 9, "stage": "new", "made_by": "YF"}
    line = await desk.ok("/product-lines", {**file, "code": "inverter"}, who=factory)
    assert (line["batch"], line["served_by"]) == (False, "producing_unit")
    before = await desk.triaged(plant)
    changed = await factory.put(f"/product-lines/{line['id']}", json={**file, "made": 10})
    assert (changed.json()["batch"], changed.json()["served_by"]) == (True, "service_centre")
    after = await desk.triaged(plant)
    assert (before["handled_by"], after["handled_by"]) == ("YF", "SC")
    twice = await factory.post("/product-lines", json={**file, "code": "inverter"})
    assert twice.json()["code"] == "product-line-code-taken"
    listed = (await desk.agent.get("/product-lines")).json()["items"]
    assert [one["made"] for one in listed] == [10]
    assert (await desk.agent.post("/product-lines", json={**file, "code": "x"})).status_code == 403


@pytest.mark.rule("002-4.3.4")
async def test_a_suppliers_product_calls_the_supplier_and_misuse_is_guided(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.triaged(plant)
    path = f"/requests/{request['id']}/refer"
    for body, code in (
        ({"origin": "supplier"}, "supplier-unnamed"),
        ({"origin": "usage"}, "guidance-missing"),
        ({"origin": "unclear", "supplier": "Acme"}, "guidance-missing"),
    ):
        refused = await desk.agent.post(path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    await desk.ok(path, {"origin": "supplier", "supplier": "Acme Breakers"}, 200)
    await desk.ok(path, {"origin": "usage", "guidance": "Close the valve first"}, 200)
    shown = await desk.show(request["id"])
    assert [one["origin"] for one in shown["referrals"]] == ["supplier", "usage"]
    told = await bench.said(said.RequestReferred)
    assert [(one.origin, one.supplier) for one in told] == [
        ("supplier", "Acme Breakers"),
        ("usage", None),
    ]
    await desk.ok(f"/requests/{request['id']}/cancel", {"reason": "Solved"}, 200)
    late = await desk.agent.post(path, json={"origin": "usage", "guidance": "Again"})
    assert late.json()["code"] == "request-out-of-order"


@pytest.mark.rule("003-2.1a")
async def test_a_contract_holds_the_package_its_customer_composed(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    items = (await desk.agent.get("/service-items")).json()
    package = ["on_site_patrol", "hardware_exchange"]
    assert set(package) <= set(items)
    signed = await desk.ok("/contracts", a.a_contract(plant.customer["id"], package=package))
    assert signed["package"] == package
    (told,) = await bench.said(said.ContractSigned)
    assert told.package == package
    odd = a.a_contract(plant.customer["id"], "HT-2", package=["window_cleaning"])
    refused = await desk.sales.post("/contracts", json=odd)
    assert (refused.status_code, refused.json()["rule"]) == (422, "003-2.1a")
