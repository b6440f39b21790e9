"""Routes of a unit's place, papers, versions and label."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from aftercare_kit.errors import (
    ActBeforeItsCause,
    ActInTheFuture,
    UnknownRecord,
    VersionConflict,
)
from aftercare_kit.problems import problems
from intake.adapters.labels import MEDIA_TYPES, LabelFormat, label
from intake.application.asset.keep_tree import (
    CommissionAsset,
    KeepPapers,
    PlaceAsset,
    RunVersion,
    commission_asset,
    keep_papers,
    place_asset,
    run_version,
)
from intake.application.queries.asset_tree import TreeNode, show_tree
from intake.application.queries.customers import show_asset
from intake.application.views import AssetView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/assets", tags=["assets"])

_IMAGES = {kind: {"schema": {"type": "string"}} for kind in MEDIA_TYPES.values()}


@router.get("/{asset_id}/tree", responses=problems(UnknownRecord))
async def tree(asset_id: UUID, call: IntakeCall) -> list[TreeNode]:
    """Show what a unit is a part of, and its parts."""
    return await call.query(lambda connection: show_tree(connection, call.actor, asset_id))


@router.post(
    "/{asset_id}/place",
    response_model=AssetView,
    responses=problems(errors.AssetTreeBroken, UnknownRecord, VersionConflict),
)
async def place(asset_id: UUID, body: PlaceAsset, call: IntakeCall) -> Response:
    """Make a unit a part of another, or let it stand by itself."""
    return await call.command(lambda work: place_asset(body, asset_id, work))


@router.post(
    "/{asset_id}/commission",
    response_model=AssetView,
    responses=problems(
        errors.AssetAlreadyCommissioned, ActInTheFuture, UnknownRecord, VersionConflict
    ),
)
async def commission(asset_id: UUID, body: CommissionAsset, call: IntakeCall) -> Response:
    """Note that a unit was put into service."""
    return await call.command(lambda work: commission_asset(body, asset_id, work))


@router.post(
    "/{asset_id}/versions",
    response_model=AssetView,
    responses=problems(ActBeforeItsCause, ActInTheFuture, UnknownRecord, VersionConflict),
)
async def version(asset_id: UUID, body: RunVersion, call: IntakeCall) -> Response:
    """Note which version of a component runs now."""
    return await call.command(lambda work: run_version(body, asset_id, work))


@router.put(
    "/{asset_id}/papers",
    response_model=AssetView,
    responses=problems(UnknownRecord, VersionConflict),
)
async def papers(asset_id: UUID, body: KeepPapers, call: IntakeCall) -> Response:
    """Keep what nameplate and manual say."""
    return await call.command(lambda work: keep_papers(body, asset_id, work))


@router.get(
    "/{asset_id}/label",
    response_class=Response,
    responses={200: {"description": "The label", "content": _IMAGES}} | problems(UnknownRecord),
)
async def qr_label(
    asset_id: UUID,
    request: Request,
    call: IntakeCall,
    form: Annotated[LabelFormat, Query(alias="format")] = "svg",
) -> Response:
    """Draw the QR label that leads to the unit, at the public address of the suite."""
    await call.query(lambda connection: show_asset(connection, call.actor, asset_id))
    address = f"{request.app.state.public_url}/api/intake/assets/{asset_id}"
    return Response(label(address, form), media_type=MEDIA_TYPES[form])
