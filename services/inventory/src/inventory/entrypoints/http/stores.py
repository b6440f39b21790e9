"""Routes of stores."""

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from inventory.application.queries.registers import list_stores
from inventory.application.store.open import OpenStore, open_store
from inventory.application.views import StoreView
from inventory.domain import errors
from inventory.entrypoints.http.call import InventoryCall

router = APIRouter(prefix="/stores", tags=["stores"])


@router.get("")
async def list_(call: InventoryCall, wanted: Wanted) -> Page[StoreView]:
    """List stores by code."""
    return await call.query(lambda connection: list_stores(connection, call.actor, wanted=wanted))


@router.post(
    "",
    status_code=201,
    response_model=StoreView,
    responses=problems(errors.StoreCodeTaken, errors.CentreHasStore),
)
async def open_(body: OpenStore, call: InventoryCall) -> Response:
    """Open a store."""
    return await call.command(lambda work: open_store(body, work), status=201)
