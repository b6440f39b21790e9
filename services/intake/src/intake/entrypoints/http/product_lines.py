"""Routes of the product master and of the service catalogue."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import UnknownRecord, VersionConflict
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.product_line.keep import (
    EnterProductLine,
    ProductLineFile,
    change_product_line,
    enter_product_line,
)
from intake.application.queries.product_lines import list_product_lines
from intake.application.views import ProductLineView
from intake.domain import errors
from intake.domain.service_items import SERVICE_ITEMS
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(tags=["products"])


@router.get("/service-items")
async def items(call: IntakeCall) -> Mapping[str, str]:
    """Show the service catalogue: each item with its class."""
    del call
    return SERVICE_ITEMS


@router.get("/product-lines")
async def list_(call: IntakeCall, wanted: Wanted) -> Page[ProductLineView]:
    """List product lines by code."""
    return await call.query(lambda connection: list_product_lines(connection, call.actor, wanted))


@router.post(
    "/product-lines",
    status_code=201,
    response_model=ProductLineView,
    responses=problems(errors.ProductLineCodeTaken, errors.PresetUnknown),
)
async def enter(body: EnterProductLine, call: IntakeCall) -> Response:
    """Enter a product line."""
    return await call.command(lambda work: enter_product_line(body, work), status=201)


@router.put(
    "/product-lines/{line_id}",
    response_model=ProductLineView,
    responses=problems(UnknownRecord, VersionConflict, errors.PresetUnknown),
)
async def change(line_id: UUID, body: ProductLineFile, call: IntakeCall) -> Response:
    """Correct a product line."""
    return await call.command(lambda work: change_product_line(body, line_id, work))
