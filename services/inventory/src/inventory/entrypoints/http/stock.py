"""Routes of the stock and its ledger."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Code
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from inventory.application.queries.stock import list_movements, list_stock
from inventory.application.stock.count import CountStock, count_stock
from inventory.application.stock.receive import ReceiveStock, receive_stock
from inventory.application.stock.transfer import TransferStock, transfer_stock
from inventory.application.views import MovementView, StockView
from inventory.domain import errors
from inventory.entrypoints.http.call import InventoryCall

router = APIRouter(tags=["stock"])


@router.get("/stock")
async def list_(
    call: InventoryCall,
    wanted: Wanted,
    store: Code | None = None,
    part_no: Code | None = None,
) -> Page[StockView]:
    """List what lies where."""
    return await call.query(
        lambda connection: list_stock(
            connection, call.actor, store=store, part_no=part_no, wanted=wanted
        )
    )


@router.get("/movements")
async def ledger(
    call: InventoryCall,
    wanted: Wanted,
    store: Code | None = None,
    part_no: Code | None = None,
    request_id: UUID | None = None,
) -> Page[MovementView]:
    """List the ledger, newest line first."""
    return await call.query(
        lambda connection: list_movements(
            connection,
            call.actor,
            store=store,
            part_no=part_no,
            request_id=request_id,
            wanted=wanted,
        )
    )


@router.post(
    "/stock/receipts",
    status_code=201,
    response_model=StockView,
    responses=problems(UnknownRecord),
)
async def receive(body: ReceiveStock, call: InventoryCall) -> Response:
    """Book a delivery."""
    return await call.command(lambda work: receive_stock(body, work), status=201)


@router.post(
    "/stock/counts",
    status_code=201,
    response_model=StockView,
    responses=problems(errors.CountBelowReserved, errors.NothingMissing),
)
async def count(body: CountStock, call: InventoryCall) -> Response:
    """Adjust the books to a count."""
    return await call.command(lambda work: count_stock(body, work), status=201)


@router.post(
    "/stock/transfers",
    status_code=201,
    response_model=StockView,
    responses=problems(errors.StockNotThere, errors.SameStore),
)
async def transfer(body: TransferStock, call: InventoryCall) -> Response:
    """Move parts to another store."""
    return await call.command(lambda work: transfer_stock(body, work), status=201)
