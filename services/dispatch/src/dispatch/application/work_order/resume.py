"""The wait is over: work and clocks run on."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_kit.fields import Body, Moment
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView


class Resume(Body):
    """When the work went on."""

    occurred_at: Moment | None = None


async def resume(command: Resume, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Take held work up again."""
    RIGHTS.require(work.actor, "work_order.hold")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    paused = order.resume(at)
    resumed = WorkOrderResumed(request_id=order.request_id, work_order_id=order.id)
    work.announce(order, resumed, at)
    if paused:
        await keep.resume(work, order.id, at)
    return WorkOrderView.of(order)
