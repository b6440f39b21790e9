"""Routes of reservations: to be looked at; they change by what dispatch says."""

from uuid import UUID

from fastapi import APIRouter

from aftercare_kit.fields import Code
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from inventory.application.queries.reservations import list_reservations, show_reservation
from inventory.application.views import ReservationView
from inventory.domain.reservation import ReservationState
from inventory.entrypoints.http.call import InventoryCall

router = APIRouter(prefix="/reservations", tags=["reservations"])


@router.get("")
async def list_(
    call: InventoryCall,
    wanted: Wanted,
    request_id: UUID | None = None,
    store: Code | None = None,
    state: ReservationState | None = None,
) -> Page[ReservationView]:
    """List reservations, the oldest first."""
    return await call.query(
        lambda connection: list_reservations(
            connection,
            call.actor,
            request_id=request_id,
            store=store,
            state=state,
            wanted=wanted,
        )
    )


@router.get("/{reservation_id}")
async def show(reservation_id: UUID, call: InventoryCall) -> ReservationView:
    """Show a reservation with its lines."""
    return await call.query(
        lambda connection: show_reservation(connection, call.actor, reservation_id)
    )
