"""The work on a request moves: somebody answered the customer, or the fault is cleared."""

from aftercare_contracts.dispatch import WorkOrderResolved, WorkOrderResponded
from aftercare_contracts.intake import RequestResolved, RequestServiceStarted
from aftercare_kit.events import Received
from intake.application.ports import Work
from intake.application.request import call_clocks
from intake.domain.request import Act


async def on_work_order_responded(event: Received[WorkOrderResponded], work: Work) -> None:
    """The first response takes the request into service."""
    request = await work.requests.get(event.data.request_id)
    if not request.may(Act.START_SERVICE):
        return  # In service since an earlier response, or resolved or ended meanwhile.
    at = max(event.time, request.last_act_at)
    request.start_service(at)
    await call_clocks.stop(work, request)
    work.announce(request, RequestServiceStarted(request_id=request.id), at)


async def on_work_order_resolved(event: Received[WorkOrderResolved], work: Work) -> None:
    """The fault is cleared; the customer has yet to confirm it."""
    request = await work.requests.get(event.data.request_id)
    if not request.may(Act.RESOLVE):
        return  # Cancelled or merged while the engineer was finishing, or resolved already.
    at = max(event.time, request.last_act_at)
    request.resolve(at)
    work.announce(request, RequestResolved(request_id=request.id, mode=event.data.mode), at)
