"""Work that waits for somebody else; a wait for the customer pauses the clocks."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderHeld
from aftercare_kit.fields import Body, Line, Moment
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView
from dispatch.domain.work_order import WaitingFor


class Hold(Body):
    """Whom the work waits for, and why."""

    waiting_for: WaitingFor
    reason: Line
    occurred_at: Moment | None = None


async def hold(command: Hold, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Hold the work, and its clocks where the customer keeps us waiting."""
    RIGHTS.require(work.actor, "work_order.hold")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    pauses = order.hold(at, command.waiting_for)
    held = WorkOrderHeld(
        request_id=order.request_id,
        work_order_id=order.id,
        waiting_for=command.waiting_for.value,
        pauses_clocks=pauses,
        reason=command.reason,
    )
    work.announce(order, held, at)
    if pauses:
        await keep.hold(work, order.id, at, command.reason)
    return WorkOrderView.of(order)
