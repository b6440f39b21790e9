"""Somebody of the line that is asked for help has it now (000-4.2b)."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderTakenOver
from aftercare_kit.fields import Body, Moment
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView


class TakeOver(Body):
    """When they took it."""

    occurred_at: Moment | None = None


async def take_over(command: TakeOver, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Take the work over; the clock that asked for it stops."""
    RIGHTS.require(work.actor, "work_order.take_over")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    order.take_over(work.actor.subject)
    taken = WorkOrderTakenOver(
        request_id=order.request_id,
        work_order_id=order.id,
        line=order.line,
        taken_by=work.actor.subject,
    )
    work.announce(order, taken, at)
    await keep.stop(work, order.id, {keep.TAKE_OVER}, at)
    return WorkOrderView.of(order)
