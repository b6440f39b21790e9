"""Two requests say the same: one goes on for both."""

from uuid import UUID

from aftercare_contracts.intake import RequestMerged
from aftercare_kit.fields import Body, Moment
from intake.application.ports import Work
from intake.application.request import form_clock
from intake.application.rights import RIGHTS, must_reach
from intake.application.views import RequestView


class MergeRequest(Body):
    """Which open request goes on for both."""

    into_request_id: UUID
    occurred_at: Moment | None = None


async def merge_request(command: MergeRequest, request_id: UUID, work: Work) -> RequestView:
    """End this request in favour of the other."""
    RIGHTS.require(work.actor, "request.merge")
    at = work.moment(command.occurred_at)
    # In the order of their keys, so that two desks merging crosswise do not lock each other out.
    for key in sorted({request_id, command.into_request_id}):
        found = await work.requests.get(key)
        must_reach(work.actor, "request", key, customer_id=found.customer_id, centre=found.centre)
    request = await work.requests.target(request_id)
    request.merge_into(await work.requests.get(command.into_request_id), at)
    merged = RequestMerged(request_id=request.id, into_request_id=command.into_request_id)
    work.announce(request, merged, at)
    await form_clock.stop(work, request.id)
    return RequestView.of(request)
