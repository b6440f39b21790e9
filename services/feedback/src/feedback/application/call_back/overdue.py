"""What happens when a call-back's time has passed and nobody has called the customer."""

from uuid import UUID

from aftercare_contracts.feedback import CallBackOverdue
from feedback.application.ports import Work

OVERDUE = "call_back.overdue"


async def call_back_overdue(work: Work, call_back_id: UUID) -> None:
    """Say so, once."""
    found = await work.call_backs.get(call_back_id)
    if not found.miss():
        return
    overdue = CallBackOverdue(
        call_back_id=found.id,
        service_order_id=found.service_order_id,
        due_at=found.due_at,
        escalate_to=list(found.promise.terms.escalate_to),
    )
    work.announce(found, overdue)
