"""Routes of costs outside visits, which nobody types: the log of a case tells them."""

from uuid import UUID

from fastapi import APIRouter

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from billing.application.queries.costs import list_costs
from billing.application.views import CostView
from billing.entrypoints.http.call import BillingCall

router = APIRouter(prefix="/costs", tags=["costs"])


@router.get("")
async def list_(
    call: BillingCall, wanted: Wanted, request_id: UUID | None = None
) -> Page[CostView]:
    """List costs outside visits in the order they were incurred."""
    return await call.query(
        lambda connection: list_costs(connection, call.actor, request_id=request_id, wanted=wanted)
    )
