"""A request is withdrawn, as long as its fault is not cleared."""

from uuid import UUID

from aftercare_contracts.intake import RequestCancelled
from aftercare_kit.fields import Body, Line, Moment
from intake.application.ports import Work
from intake.application.request import form_clock
from intake.application.rights import RIGHTS, must_reach
from intake.application.views import RequestView


class CancelRequest(Body):
    """Why nothing is to be done."""

    reason: Line
    occurred_at: Moment | None = None


async def cancel_request(command: CancelRequest, request_id: UUID, work: Work) -> RequestView:
    """Cancel the request; what was set in motion for it is undone by whoever did so."""
    RIGHTS.require(work.actor, "request.cancel")
    at = work.moment(command.occurred_at)
    request = await work.requests.target(request_id)
    must_reach(
        work.actor,
        "request",
        request_id,
        customer_id=request.customer_id,
        centre=request.centre,
    )
    request.cancel(at, command.reason)
    work.announce(request, RequestCancelled(request_id=request.id, reason=command.reason), at)
    await form_clock.stop(work, request.id)
    return RequestView.of(request)
