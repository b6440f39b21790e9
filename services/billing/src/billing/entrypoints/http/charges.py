"""Routes of charges, which nobody types: they are computed from facts."""

from uuid import UUID

from fastapi import APIRouter

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from billing.application.queries.charges import list_charges, show_charge
from billing.application.views import ChargeView
from billing.entrypoints.http.call import BillingCall

router = APIRouter(prefix="/charges", tags=["charges"])


@router.get("")
async def list_(
    call: BillingCall,
    wanted: Wanted,
    request_id: UUID | None = None,
    held: bool | None = None,
) -> Page[ChargeView]:
    """List charges by the time they were computed."""
    return await call.query(
        lambda connection: list_charges(
            connection,
            call.actor,
            request_id=request_id,
            held=held,
            wanted=wanted,
        )
    )


@router.get("/{charge_id}")
async def show(charge_id: UUID, call: BillingCall) -> ChargeView:
    """Show a charge with its lines."""
    return await call.query(lambda connection: show_charge(connection, call.actor, charge_id))
