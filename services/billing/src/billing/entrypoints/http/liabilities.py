"""Routes of liability decisions."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from billing.application.liability.decide import DecideLiability, decide_liability
from billing.application.queries.liabilities import list_liabilities
from billing.application.views import LiabilityView
from billing.domain import errors
from billing.domain.liability import LiabilityState
from billing.entrypoints.http.call import BillingCall

router = APIRouter(prefix="/liabilities", tags=["liabilities"])


@router.get("")
async def list_(
    call: BillingCall,
    wanted: Wanted,
    request_id: UUID | None = None,
    state: LiabilityState | None = None,
) -> Page[LiabilityView]:
    """List liability decisions by the time the question arose."""
    return await call.query(
        lambda connection: list_liabilities(
            connection,
            call.actor,
            request_id=request_id,
            state=state,
            wanted=wanted,
        )
    )


@router.post(
    "/{liability_id}/decide",
    response_model=LiabilityView,
    responses=problems(errors.LiabilityAlreadyDecided),
)
async def decide(liability_id: UUID, body: DecideLiability, call: BillingCall) -> Response:
    """Name the liable party of a major accident."""
    return await call.command(lambda work: decide_liability(body, liability_id, work))
