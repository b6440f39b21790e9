"""What a case costs outside visits: expenses of its log, parts it used."""

from decimal import Decimal
from typing import Any

import pytest

from aftercare_contracts import billing as said
from aftercare_contracts.dispatch import CaseLogWritten
from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.inventory import PartUsed
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.billing.tests import builders as a
from services.billing.tests.component.desk import Desk


def expense(request: RequestTriaged, **other: Any) -> CaseLogWritten:
    """A courier, as the technician wrote it off."""
    line: dict[str, Any] = {"kind": "expense", "amount": {"amount": "86.50", "currency": "CNY"}}
    return CaseLogWritten(
        request_id=request.request_id,
        case_log_id=new_id(),
        work_order_id=new_id(),
        text="Courier to Wuhan",
        written_by="li",
        **line | other,
    )


def used(request: RequestTriaged, part_no: str = "PB-100", quantity: int = 2) -> PartUsed:
    """A board that went by post."""
    return PartUsed(
        request_id=request.request_id,
        usage_id=new_id(),
        work_order_id=new_id(),
        case_log_id=new_id(),
        store="SZ",
        part_no=part_no,
        quantity=quantity,
    )


@pytest.mark.rule("002-3.2.2")
async def test_an_expense_and_a_used_part_become_costs_of_the_case_once(
    bench: Bench, desk: Desk
) -> None:
    """Each traced to its event; nobody is asked to pay what nobody quoted."""
    await desk.price(amount="480.00")
    request = await desk.triaged()
    lines = expense(request), used(request)
    await desk.hear(*lines)
    await desk.hear(*lines)

    assert await bench.rows("select 1 from parked") == []
    costs = await desk.items("/costs", request_id=str(request.request_id))
    told = sorted((c["kind"], c["description"], c["amount"]["amount"]) for c in costs)
    assert told == [("expense", "Courier to Wuhan", "86.50"), ("material", "PB-100", "960.00")]
    events = await bench.said(said.CostRecorded)
    assert {str(e.source_event_id) for e in events} == {c["source_event_id"] for c in costs}
    assert sorted(e.amount.amount for e in events) == [Decimal("86.50"), Decimal(960)]
    assert await desk.items("/charges", request_id=str(request.request_id)) == []


@pytest.mark.rule("002-3.2.2")
async def test_a_part_without_a_price_gets_one_as_soon_as_there_is_one(
    bench: Bench, desk: Desk
) -> None:
    """And keeps it, whatever the list says later."""
    request = await desk.triaged()
    await desk.hear(used(request, "FAN-7", 3))
    (cost,) = await desk.items("/costs")
    assert (cost["unit_price"], cost["amount"]) == (None, None)
    await desk.price("PB-100", "1.00")
    await bench.fire_timers()
    assert (await desk.items("/costs"))[0]["amount"] is None
    await desk.price("FAN-7", "12.10")
    await bench.fire_timers()
    (cost,) = await desk.items("/costs")
    assert cost["amount"] == {"amount": "36.30", "currency": "CNY"}
    entry = (await desk.items("/prices", part_no="FAN-7"))[0]
    raised = {"part_no": "FAN-7", "unit_price": {"amount": "20.00", "currency": "CNY"}}
    answer = await desk.quoting.post(
        "/prices", json=raised, headers={"If-Match": f'"{entry["version"]}"'}
    )
    assert answer.status_code == 201, answer.text
    await bench.fire_timers()
    assert (await desk.items("/costs"))[0]["amount"]["amount"] == "36.30"
    assert [e.amount is None for e in await bench.said(said.CostRecorded)] == [True, False]


async def test_other_lines_of_the_log_cost_nothing(desk: Desk) -> None:
    request = await desk.triaged()
    await desk.hear(expense(request, kind="progress", amount=None))
    assert await desk.items("/costs") == []


async def test_a_cost_that_overtook_its_triage_waits_for_it(bench: Bench, desk: Desk) -> None:
    request = a.a_triaged_request()
    await desk.hear(expense(request), used(request))
    assert await desk.items("/costs") == []
    await desk.hear(request)
    await desk.retried()
    assert len(await desk.items("/costs")) == 2
    customer = bench.caller("customer", customer_id=str(request.customer_id))
    assert (await customer.get("/costs")).status_code == 403
    elsewhere = bench.caller("service_agent", centre="harbin")
    assert (await elsewhere.get("/costs")).json()["items"] == []
