"""A cancelled or merged request takes its work with it, unless the work is done already."""

from aftercare_contracts.dispatch import WorkOrderCancelled
from aftercare_contracts.intake import RequestCancelled, RequestMerged
from aftercare_kit.events import Received
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.work_order.drop_plans import drop_plans


async def on_request_cancelled(event: Received[RequestCancelled], work: Work) -> None:
    """Cancel the work order, its visit, its scheme and its promises."""
    await _cancel(event, work, event.data.reason)


async def on_request_merged(event: Received[RequestMerged], work: Work) -> None:
    """The work goes on under the other request."""
    await _cancel(event, work, "merged into another request")


async def _cancel(
    event: Received[RequestCancelled] | Received[RequestMerged], work: Work, reason: str
) -> None:
    order = await work.work_orders.find(request_id=event.data.request_id)
    if order is None or not order.open:
        return  # Never triaged, or the fault was cleared before the cancellation arrived.
    await drop_plans(work, order, reason)
    order.cancel(event.time)
    cancelled = WorkOrderCancelled(
        request_id=order.request_id, work_order_id=order.id, reason=reason
    )
    work.announce(order, cancelled, event.time)
    await keep.cancel(work, order.id)
