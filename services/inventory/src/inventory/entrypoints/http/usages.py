"""Routes of parts used outside visits: to be looked at; the log of a case books them."""

from uuid import UUID

from fastapi import APIRouter

from aftercare_kit.fields import Code
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from inventory.application.queries.usages import list_usages
from inventory.application.views import UsageView
from inventory.entrypoints.http.call import InventoryCall

router = APIRouter(prefix="/usages", tags=["usages"])


@router.get("")
async def list_(
    call: InventoryCall,
    wanted: Wanted,
    request_id: UUID | None = None,
    store: Code | None = None,
) -> Page[UsageView]:
    """List parts used outside visits, the oldest first."""
    return await call.query(
        lambda connection: list_usages(
            connection, call.actor, request_id=request_id, store=store, wanted=wanted
        )
    )
