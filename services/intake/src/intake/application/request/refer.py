"""Not our product's fault: its supplier is called, or the user guided by phone (002-4.3.4)."""

from uuid import UUID

from aftercare_contracts.intake import RequestReferred
from aftercare_kit.fields import Body, Line, Moment, Prose
from intake.application.ports import Work
from intake.application.rights import RIGHTS, must_reach
from intake.application.views import RequestView
from intake.domain.referral import Origin, Referral


class ReferRequest(Body):
    """Where the trouble comes from; which supplier, or how the user was guided."""

    origin: Origin
    supplier: Line | None = None
    guidance: Prose | None = None
    occurred_at: Moment | None = None


async def refer_request(command: ReferRequest, request_id: UUID, work: Work) -> RequestView:
    """Note the way the need goes; the case stays open until its fault is gone."""
    RIGHTS.require(work.actor, "request.refer")
    at = work.moment(command.occurred_at)
    request = await work.requests.target(request_id)
    customer_id, centre = request.customer_id, request.centre
    must_reach(work.actor, "request", request_id, customer_id=customer_id, centre=centre)
    by = work.actor.subject
    request.refer(Referral(command.origin, at, by, command.supplier, command.guidance))
    referred = RequestReferred(
        request_id=request.id, origin=command.origin.value, supplier=command.supplier
    )
    work.announce(request, referred, at)
    return RequestView.of(request)
