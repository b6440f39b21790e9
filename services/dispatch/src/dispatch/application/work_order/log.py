"""The technician keeps the log of the case (002-3.2.2)."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import CaseLogWritten
from aftercare_contracts.values import Amount
from aftercare_kit.fields import Body, Code, Moment, Prose, Quantity
from aftercare_kit.ids import new_id
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views_staff import LogView
from dispatch.domain.case_log import (
    LogEntry,
    LogKind,
    PartFate,
    must_be_outside_visits,
    must_follow_call,
)
from dispatch.domain.work_order import WorkOrder


class WriteLog(Body):
    """What happened; about a part whether it is repaired or scrapped, or how many were used.

    An expense says what it came to, in the currency of the case.
    """

    kind: LogKind
    text: Prose
    part_no: Code | None = None
    fate: PartFate | None = None
    quantity: Quantity | None = None
    amount: Annotated[Decimal, Field(gt=0, le=1_000_000, decimal_places=2)] | None = None
    occurred_at: Moment | None = None


async def write_log(command: WriteLog, work_order_id: UUID, work: Work) -> LogView:
    """Add a line, also after the work is done: expenses are written off later."""
    RIGHTS.require(work.actor, "work_order.log")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    earlier = await work.case_log.every(work_order_id=order.id)
    must_follow_call(command.kind, earlier, order.responded_at, at)
    entry = LogEntry(
        id=new_id(),
        region=order.region,
        request_id=order.request_id,
        work_order_id=order.id,
        kind=command.kind,
        text=command.text,
        written_by=work.actor.subject,
        happened_at=at,
        part_no=command.part_no,
        fate=command.fate,
        quantity=command.quantity,
        amount=command.amount,
    )
    must_be_outside_visits(entry, await work.visits.every(work_order_id=order.id))
    work.case_log.add(entry)
    written = CaseLogWritten(
        request_id=entry.request_id,
        case_log_id=entry.id,
        work_order_id=entry.work_order_id,
        kind=entry.kind.value,
        text=entry.text,
        written_by=entry.written_by,
        part_no=entry.part_no,
        fate=None if entry.fate is None else entry.fate.value,
        quantity=entry.quantity,
        amount=_spent(entry, order),
    )
    work.announce(entry, written, at)
    return LogView.of(entry)


def _spent(entry: LogEntry, order: WorkOrder) -> Amount | None:
    if entry.amount is None:
        return None
    return Amount(amount=entry.amount, currency=order.parameters.get("fee.currency", "CNY"))
