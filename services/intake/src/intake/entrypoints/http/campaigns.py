"""Routes of campaigns."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import ActInTheFuture, UnknownRecord, VersionConflict
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.campaign.carry_out import (
    NoteWish,
    TakeStep,
    close_campaign,
    note_wish,
    settle_unit,
    tell_owner,
)
from intake.application.campaign.open import OpenCampaign, open_campaign
from intake.application.queries.campaigns import list_campaigns
from intake.application.views import CampaignView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/campaigns", tags=["campaigns"])
_STEP = problems(
    errors.OwnerNotTold,
    errors.UnitNotAffected,
    errors.CampaignClosed,
    ActInTheFuture,
    UnknownRecord,
    VersionConflict,
)


@router.get("")
async def list_(call: IntakeCall, wanted: Wanted) -> Page[CampaignView]:
    """List campaigns by code."""
    return await call.query(lambda connection: list_campaigns(connection, call.actor, wanted))


@router.post(
    "",
    status_code=201,
    response_model=CampaignView,
    responses=problems(errors.CampaignCodeTaken, errors.SerialsUnknown),
)
async def open_(body: OpenCampaign, call: IntakeCall) -> Response:
    """Open a campaign over affected units."""
    return await call.command(lambda work: open_campaign(body, work), status=201)


@router.post("/{campaign_id}/units/{asset_id}/tell", response_model=CampaignView, responses=_STEP)
async def tell(campaign_id: UUID, asset_id: UUID, body: TakeStep, call: IntakeCall) -> Response:
    """Note that the owner was told."""
    return await call.command(lambda work: tell_owner(body, campaign_id, asset_id, work))


@router.post("/{campaign_id}/units/{asset_id}/wish", response_model=CampaignView, responses=_STEP)
async def wish(campaign_id: UUID, asset_id: UUID, body: NoteWish, call: IntakeCall) -> Response:
    """Note what the owner wants."""
    return await call.command(lambda work: note_wish(body, campaign_id, asset_id, work))


@router.post("/{campaign_id}/units/{asset_id}/settle", response_model=CampaignView, responses=_STEP)
async def settle(campaign_id: UUID, asset_id: UUID, body: TakeStep, call: IntakeCall) -> Response:
    """Note that it was done."""
    return await call.command(lambda work: settle_unit(body, campaign_id, asset_id, work))


@router.post("/{campaign_id}/close", response_model=CampaignView, responses=_STEP)
async def close(campaign_id: UUID, body: TakeStep, call: IntakeCall) -> Response:
    """Close the campaign."""
    return await call.command(lambda work: close_campaign(body, campaign_id, work))
