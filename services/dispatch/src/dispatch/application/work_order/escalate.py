"""The next line takes over, by hand (000-4.2b, 000-4.5a)."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderEscalated
from aftercare_kit.fields import Body, Line
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView


class Escalate(Body):
    """Why this line cannot solve it; a systemic defect goes to research and development."""

    reason: Line
    systemic: bool = False


async def escalate(command: Escalate, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Give the work to the next line."""
    RIGHTS.require(work.actor, "work_order.escalate")
    order = await target_order(work, work_order_id)
    line = order.escalate(systemic=command.systemic)
    escalated = WorkOrderEscalated(
        request_id=order.request_id,
        work_order_id=order.id,
        line=line,
        to_roles=list(order.line_roles),
        reason=command.reason,
    )
    work.announce(order, escalated)
    await keep.hand_over(work, order, work.now)
    return WorkOrderView.of(order)
