"""Routes of the price list."""

from fastapi import APIRouter, Response

from aftercare_kit.errors import VersionConflict
from aftercare_kit.fields import Code
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from billing.application.price.set import SetPrice, set_price
from billing.application.queries.prices import list_prices
from billing.application.views import PriceView
from billing.entrypoints.http.call import BillingCall

router = APIRouter(prefix="/prices", tags=["prices"])


@router.get("")
async def list_(
    call: BillingCall,
    wanted: Wanted,
    part_no: Code | None = None,
) -> Page[PriceView]:
    """List prices by part number."""
    return await call.query(
        lambda connection: list_prices(connection, call.actor, part_no=part_no, wanted=wanted)
    )


@router.post("", status_code=201, response_model=PriceView, responses=problems(VersionConflict))
async def set_(body: SetPrice, call: BillingCall) -> Response:
    """Enter or change the price of a part."""
    return await call.command(lambda work: set_price(body, work), status=201)
