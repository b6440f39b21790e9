"""One answer holds what is known of a customer: six groups, masked, money for whom it concerns."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from aftercare_contracts import billing, feedback
from aftercare_contracts import intake as said
from aftercare_contracts.base import CaseEvent
from aftercare_contracts.values import Amount
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk
from services.intake.tests.component.test_deliveries import a_delivery

COMPLAINT, CHARGE = new_id(), new_id()
SUM = Amount(amount=Decimal("1200.00"))


def opened(request_id: str) -> CaseEvent:
    """Feedback: a complaint was accepted."""
    return feedback.ComplaintOpened(
        request_id=UUID(request_id),
        complaint_id=COMPLAINT,
        level="general",
        first_reply_due_at="2026-03-02T10:00:00Z",  # type: ignore[arg-type]
        solution_due_at="2026-03-17T10:00:00Z",  # type: ignore[arg-type]
    )


def closed(request_id: str) -> CaseEvent:
    """Feedback: it is settled."""
    return feedback.ComplaintClosed(
        request_id=UUID(request_id), complaint_id=COMPLAINT, in_time=True
    )


def charged(request_id: str) -> CaseEvent:
    """Billing: what a visit costs."""
    return billing.ChargeComputed(
        request_id=UUID(request_id),
        charge_id=CHARGE,
        visit_id=new_id(),
        free=False,
        held=False,
        cost=SUM,
        total=SUM,
        lines=[],
    )


async def the_file(who: Any, customer_id: str) -> dict[str, Any]:
    answer = await who.get(f"/customers/{customer_id}/file")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.rule("004-5.1.3.3")
@pytest.mark.rule("001-5.1.2.1")
async def test_one_place_holds_the_six_groups_of_a_customer(bench: Bench) -> None:
    """Customer and product, orders, deliveries, service, complaints, finance."""
    desk = Desk(bench)
    plant = await desk.opened()
    who = plant.customer["id"]
    await desk.ok(f"/customers/{who}/contacts", a.a_contact())
    contract = await desk.ok("/contracts", a.a_contract(who))
    delivery = await desk.ok("/deliveries", a_delivery(plant), who=desk.sales)
    request = await desk.triaged(plant)
    case = request["id"]
    await bench.hear(
        fact(closed(case), COMPLAINT, 7),
        fact(opened(case), COMPLAINT, 1),
        fact(charged(case), CHARGE, 1),
    )

    file = await the_file(desk.sales, who)
    assert file["customer"]["customer"] == plant.customer
    assert {unit["serial"] for unit in file["customer"]["units"]} == {"INV-1", "INV-A", "INV-B"}
    assert file["customer"]["contacts"][0]["phone"] == "***8000"
    assert file["customer"]["sites"] == [plant.site]
    assert [each["id"] for each in file["orders"]] == [contract["id"]]
    assert [each["id"] for each in file["deliveries"]] == [delivery["id"]]
    assert [each["id"] for each in file["service"]["requests"]] == [case]
    (complaint,) = file["complaints"]
    assert (complaint["state"], complaint["facts"]) == ("closed", {"in_time": "yes"})
    (charge,) = file["finance"]
    assert (charge["kind"], charge["facts"]["total"]) == ("charge", "1200.00")


@pytest.mark.rule("004-5.1.3.3")
async def test_quotes_stand_in_the_file_as_they_were_told_last(bench: Bench) -> None:
    desk = Desk(bench)
    request = await desk.registered()
    case, quote = UUID(request["id"]), new_id()
    about: dict[str, Any] = {"request_id": case, "quote_id": quote, "scheme_id": new_id()}
    told = [
        billing.QuoteOffered(
            **about, number="BJ-1", total=SUM, valid_until="2098-01-01T00:00:00Z", in_time=True
        ),
        billing.QuoteAccepted(**about, total=SUM),
        billing.QuoteRefused(**about, reason="too dear"),
        billing.QuoteExpired(**about),
        billing.QuoteVoided(**about, reason="cancelled"),
    ]
    seen: list[str] = []
    for version, event in enumerate(told, 2):
        await bench.hear(fact(event, quote, version))
        (entry,) = (await the_file(desk.sales, request["customer_id"]))["finance"]
        seen.append(entry["state"])
    assert seen == ["offered", "accepted", "refused", "expired", "voided"]
    assert entry["facts"] == {"number": "BJ-1", "total": "1200.00", "currency": "CNY"}
    ids = {"request_id": case, "complaint_id": COMPLAINT}
    said = [
        feedback.ComplaintReplied(**ids, in_time=True, agreed=False),
        feedback.ComplaintConsulted(**ids, agreed=False),
        feedback.ComplaintConsulted(**ids, agreed=True),
        feedback.ComplaintReopened(**ids, reason="still"),
        feedback.ComplaintReplied(**ids, in_time=True, agreed=True),
    ]
    seen = []
    for version, event in enumerate(said, 5):
        await bench.hear(fact(event, COMPLAINT, version))
        (complaint,) = (await the_file(desk.agent, request["customer_id"]))["complaints"]
        seen.append(complaint["state"])
    assert seen == ["replied", "replied", "agreed", "reopened", "agreed"]


@pytest.mark.rule("004-5.3.1.3")
async def test_a_file_is_read_by_right_within_reach_and_each_reading_is_audited(
    bench: Bench,
) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    who = plant.customer["id"]
    assert (await the_file(desk.agent, who))["finance"] is None
    stranger = bench.caller("warehouse")
    assert (await stranger.get(f"/customers/{who}/file")).status_code == 403
    elsewhere = bench.caller("service_agent", centre="urumqi")
    assert (await elsewhere.get(f"/customers/{who}/file")).status_code == 404
    (reading,) = await bench.rows("select * from audit where action = 'customer_file.read'")
    assert (reading["subject"], str(reading["aggregate_id"])) == ("wang", who)


@pytest.mark.rule("002-4.6b")
async def test_what_customers_wish_reaches_its_department_and_comes_back_answered(
    bench: Bench,
) -> None:
    """A request names its product line; who makes the line decides on it."""
    desk = Desk(bench)
    production = bench.caller("production", subject="gao")
    line = {"code": "inverter", "name": "Inverters", "build": "stand_alone", "made": 50}
    body = {**line, "stage": "finalised", "made_by": "SC"}
    await desk.ok("/product-lines", body, who=production)
    request = await desk.registered()
    who = request["customer_id"]
    wish = {"customer_id": who, "request_id": request["id"], "concern": "technical"}
    kept = await desk.ok("/improvements", {**wish, "text": "A quieter fan"})
    assert (kept["department"], kept["product_line"]) == ("SC", "inverter")
    quality = {"customer_id": who, "concern": "quality", "text": "Better labels"}
    assert (await desk.ok("/improvements", quality))["department"] == "ZL"
    other = await desk.plant("2")
    foreign = {**wish, "customer_id": other.customer["id"], "text": "x"}
    assert (await desk.agent.post("/improvements", json=foreign)).status_code == 404

    waiting = (await production.get("/improvements?department=SC&answered=false")).json()["items"]
    assert waiting == [kept]
    path = f"/improvements/{kept['id']}/answer"
    reply = {"decision": "planned", "text": "From series 4 on"}
    assert (await desk.agent.post(path, json=reply)).status_code == 403
    answered = await desk.ok(path, reply, 200, production)
    assert answered["reply"]["by"] == "gao"
    twice = await production.post(path, json=reply)
    assert (twice.status_code, twice.json()["rule"]) == (409, "002-4.6b")
    done = (await production.get(f"/improvements?customer_id={who}&answered=true")).json()
    assert done["items"] == [answered]
    wished, _ = await bench.said(said.ImprovementWished)
    assert wished.department == "SC"
    (told,) = await bench.said(said.ImprovementAnswered)
    assert told.decision == "planned"


@pytest.mark.rule("002-4.6b")
async def test_the_file_says_what_a_customers_needs_are_about(bench: Bench) -> None:
    """Twelve months of requests, the most frequent need first; none that was withdrawn."""
    desk = Desk(bench)
    plant = await desk.opened()
    for _ in range(2):
        await desk.triaged(plant)
    asked = await desk.registered(plant, need="consulting")
    cancelled = await desk.registered(plant)
    await desk.ok(f"/requests/{cancelled['id']}/cancel", {"reason": "by mistake"}, 200)

    needs = (await the_file(desk.agent, asked["customer_id"]))["service"]["needs"]
    assert [(each["need"], each["fault_kind"], each["requests"]) for each in needs] == [
        ("repair", "hardware", 2),
        ("consulting", None, 1),
    ]
    assert {each["units"] for each in needs} == {1}
