"""Expenses of a case's log, and parts it used outside any visit, become costs (002-3.2.2)."""

from aftercare_contracts.dispatch import CaseLogWritten
from aftercare_contracts.inventory import PartUsed
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from billing.application.cost.record import record
from billing.application.money import taken_in
from billing.application.ports import Work
from billing.domain.case import Case
from billing.domain.cost import Cost, CostKind


async def on_case_log_written(event: Received[CaseLogWritten], work: Work) -> None:
    """Take the expense in; the log's other lines cost nothing by themselves."""
    line = event.data
    if line.amount is None or await work.costs.find(case_log_id=line.case_log_id) is not None:
        return
    case = await _case(event, work)
    cost = _cost(event, case, CostKind.EXPENSE, line.text, 1)
    cost.unit_price = taken_in(line.amount, case.currency)
    await record(work, cost, event.time)


async def on_part_used(event: Received[PartUsed], work: Work) -> None:
    """Take the part in, at the price of its day."""
    used = event.data
    if await work.costs.find(case_log_id=used.case_log_id) is not None:
        return  # Said twice.
    case = await _case(event, work)
    cost = _cost(event, case, CostKind.MATERIAL, used.part_no, used.quantity)
    await record(work, cost, event.time)


async def _case(event: Received[CaseLogWritten] | Received[PartUsed], work: Work) -> Case:
    case = await work.cases.find(request_id=event.data.request_id)
    if case is None:
        raise NotReady  # Triage comes on another stream and is not here yet.
    return case


def _cost(
    event: Received[CaseLogWritten] | Received[PartUsed],
    case: Case,
    kind: CostKind,
    description: str,
    quantity: int,
) -> Cost:
    return Cost(
        id=new_id(),
        region=event.region,
        request_id=case.request_id,
        work_order_id=event.data.work_order_id,
        case_log_id=event.data.case_log_id,
        centre=case.centre,
        kind=kind,
        description=description,
        quantity=quantity,
        currency=case.currency,
        incurred_at=event.time,
        source_event_id=event.id,
    )
