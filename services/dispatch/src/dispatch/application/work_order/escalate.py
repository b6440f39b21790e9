"""The next line takes over, by hand (000-4.2b, 000-4.5a)."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderEscalated
from aftercare_kit.fields import Body, Line
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView


class Escalate(Body):
    """Why this line cannot solve it."""

    reason: Line


async def escalate(command: Escalate, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Give the work to the next line."""
    RIGHTS.require(work.actor, "work_order.escalate")
    order = await target_order(work, work_order_id)
    escalated = WorkOrderEscalated(
        request_id=order.request_id,
        work_order_id=order.id,
        line=order.escalate(),
        reason=command.reason,
    )
    work.announce(order, escalated)
    return WorkOrderView.of(order)
