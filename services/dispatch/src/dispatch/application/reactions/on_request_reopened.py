"""A reopened request opens its work order again, with new promises from that moment."""

from aftercare_contracts.dispatch import WorkOrderReopened
from aftercare_contracts.intake import RequestReopened
from aftercare_kit.events import Received
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reactions.on_request_triaged import FROM_REPORT, FROM_TRIAGE
from dispatch.domain.work_order import State


async def on_request_reopened(event: Received[RequestReopened], work: Work) -> None:
    """Reopen resolved work; work that never stopped goes on as it is."""
    order = await work.work_orders.find(request_id=event.data.request_id)
    if order is None or order.state is not State.RESOLVED:
        return
    at = max(event.time, order.last_act_at)
    order.reopen(at)
    reopened = WorkOrderReopened(
        request_id=order.request_id, work_order_id=order.id, reason=event.data.reason
    )
    work.announce(order, reopened, at)
    await keep.start(work, order, FROM_REPORT | FROM_TRIAGE, at)
