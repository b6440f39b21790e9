"""A service is given up."""

from uuid import UUID

from aftercare_contracts.dispatch import ServiceOrderCancelled
from aftercare_kit.fields import Body, Line
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_order.issue import ARRIVAL
from dispatch.application.service_order.reach import target_service
from dispatch.application.views_service import ServiceOrderView


class CancelService(Body):
    """Why it does not take place."""

    reason: Line


async def cancel_service(command: CancelService, order_id: UUID, work: Work) -> ServiceOrderView:
    """Cancel it, as long as it is not done."""
    RIGHTS.require(work.actor, "visit.cancel")
    order = await target_service(work, order_id)
    order.cancel()
    work.announce(order, ServiceOrderCancelled(service_order_id=order.id, reason=command.reason))
    await work.timers.cancel(ARRIVAL, order.id)
    return ServiceOrderView.of(order)
