"""Routes of the installed base."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import ActInTheFuture, UnknownRecord, VersionConflict
from aftercare_kit.fields import Code, Line, Moment
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.asset.accept import AcceptAsset, accept_asset
from intake.application.asset.register import RegisterAsset, register_asset
from intake.application.queries.cover import show_cover
from intake.application.queries.customers import list_assets, show_asset
from intake.application.views import AssetView, CoverView
from intake.domain import errors
from intake.domain.departments import FaultKind
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/assets", tags=["assets"])


@router.get("")
async def list_(
    call: IntakeCall,
    wanted: Wanted,
    customer_id: UUID | None = None,
    serial: Code | None = None,
    text: Line | None = None,
    parent_id: UUID | None = None,
) -> Page[AssetView]:
    """List units by serial number."""
    return await call.query(
        lambda connection: list_assets(
            connection,
            call.actor,
            customer_id=customer_id,
            serial=serial,
            text=text,
            parent_id=parent_id,
            wanted=wanted,
        )
    )


@router.get("/{asset_id}/entitlement", responses=problems(UnknownRecord))
async def cover(
    asset_id: UUID,
    call: IntakeCall,
    at: Moment | None = None,
    part: Code | None = None,
    fault_kind: FaultKind | None = None,
) -> CoverView:
    """Show what covered the unit at a moment, and why; now where none is named."""
    return await call.query(
        lambda connection: show_cover(
            connection, call.actor, asset_id, at=at, part=part, fault_kind=fault_kind
        )
    )


@router.get("/{asset_id}", responses=problems(UnknownRecord))
async def show(asset_id: UUID, call: IntakeCall) -> AssetView:
    """Show a unit with what was exchanged in it."""
    return await call.query(lambda connection: show_asset(connection, call.actor, asset_id))


@router.post(
    "",
    status_code=201,
    response_model=AssetView,
    responses=problems(
        ActInTheFuture,
        errors.SerialTaken,
        errors.SiteOfAnotherCustomer,
        errors.AcceptedBeforeSold,
        UnknownRecord,
    ),
)
async def register(body: RegisterAsset, call: IntakeCall) -> Response:
    """Enter a unit into the installed base."""
    return await call.command(lambda work: register_asset(body, work), status=201)


@router.post(
    "/{asset_id}/accept",
    response_model=AssetView,
    responses=problems(
        errors.AssetAlreadyAccepted,
        errors.AcceptedBeforeSold,
        ActInTheFuture,
        UnknownRecord,
        VersionConflict,
    ),
)
async def accept(asset_id: UUID, body: AcceptAsset, call: IntakeCall) -> Response:
    """Note that the customer accepted the unit."""
    return await call.command(lambda work: accept_asset(body, asset_id, work))
