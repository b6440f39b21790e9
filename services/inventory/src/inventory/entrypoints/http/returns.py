"""Routes of faulty parts on their way back."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from inventory.application.part_return.inspect import InspectReturn, inspect_return
from inventory.application.part_return.put_away import PutAway, put_away_return
from inventory.application.part_return.receive import ReceiveReturn, receive_return
from inventory.application.queries.returns import list_returns, show_return
from inventory.application.views import ReturnView
from inventory.domain import errors
from inventory.domain.part_return import ReturnState
from inventory.entrypoints.http.call import InventoryCall

router = APIRouter(prefix="/returns", tags=["returns"])


@router.get("")
async def list_(
    call: InventoryCall,
    wanted: Wanted,
    request_id: UUID | None = None,
    state: ReturnState | None = None,
) -> Page[ReturnView]:
    """List returns by due time."""
    return await call.query(
        lambda connection: list_returns(
            connection,
            call.actor,
            request_id=request_id,
            state=state,
            wanted=wanted,
        )
    )


@router.get("/{return_id}")
async def show(return_id: UUID, call: InventoryCall) -> ReturnView:
    """Show a return with its inspection."""
    return await call.query(lambda connection: show_return(connection, call.actor, return_id))


@router.post(
    "/{return_id}/receive",
    response_model=ReturnView,
    responses=problems(errors.ReturnOutOfOrder),
)
async def receive(return_id: UUID, body: ReceiveReturn, call: InventoryCall) -> Response:
    """File the inbound note."""
    return await call.command(lambda work: receive_return(body, return_id, work))


@router.post(
    "/{return_id}/inspect",
    response_model=ReturnView,
    responses=problems(
        errors.ReturnOutOfOrder,
        errors.NonconformityReportMissing,
        errors.NonconformityUnfounded,
    ),
)
async def inspect(return_id: UUID, body: InspectReturn, call: InventoryCall) -> Response:
    """Record the inbound inspection."""
    return await call.command(lambda work: inspect_return(body, return_id, work))


@router.post(
    "/{return_id}/store",
    response_model=ReturnView,
    responses=problems(
        errors.ReturnOutOfOrder,
        errors.ReturnNotInspected,
        errors.AgainstDisposition,
        errors.CustomerPropertyKeptApart,
        errors.OwnerConsentMissing,
    ),
)
async def store(return_id: UUID, body: PutAway, call: InventoryCall) -> Response:
    """Put the inspected item away: into stock, to its owner, or to scrap."""
    return await call.command(lambda work: put_away_return(body, return_id, work))
