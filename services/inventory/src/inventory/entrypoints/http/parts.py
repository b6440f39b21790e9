"""Routes of the parts register."""

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from inventory.application.part.register import RegisterPart, register_part
from inventory.application.queries.registers import list_parts
from inventory.application.views import PartView
from inventory.domain import errors
from inventory.entrypoints.http.call import InventoryCall

router = APIRouter(prefix="/parts", tags=["parts"])


@router.get("")
async def list_(call: InventoryCall, wanted: Wanted) -> Page[PartView]:
    """List parts by number."""
    return await call.query(lambda connection: list_parts(connection, call.actor, wanted=wanted))


@router.post(
    "",
    status_code=201,
    response_model=PartView,
    responses=problems(errors.PartNumberTaken),
)
async def register(body: RegisterPart, call: InventoryCall) -> Response:
    """Enter a part into the register."""
    return await call.command(lambda work: register_part(body, work), status=201)
