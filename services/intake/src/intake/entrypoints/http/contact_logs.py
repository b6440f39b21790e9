"""Routes of the contact log."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from aftercare_kit.errors import ActInTheFuture, UnknownRecord, VersionConflict
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.contact_log.keep import (
    ConcludeContact,
    ContactLogView,
    LogContact,
    conclude_contact,
    log_contact,
)
from intake.application.queries.contact_logs import LogFilter, list_contact_logs
from intake.application.queries.volumes import check_volume, list_volumes
from intake.application.views import CheckedVolumeView, VolumeView
from intake.domain import errors
from intake.domain.contact_log import Direction
from intake.domain.request import Channel
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/contact-logs", tags=["contact logs"])


async def _filter(
    customer_id: UUID | None = None,
    request_id: UUID | None = None,
    channel: Channel | None = None,
    direction: Direction | None = None,
    year: Annotated[int | None, Query(ge=2000, le=2098)] = None,
) -> LogFilter:
    return LogFilter(customer_id, request_id, channel, direction, year)


@router.get("")
async def list_(
    call: IntakeCall, narrow: Annotated[LogFilter, Depends(_filter)], wanted: Wanted
) -> Page[ContactLogView]:
    """List contacts, the latest first."""
    return await call.query(
        lambda connection: list_contact_logs(connection, call.actor, narrow=narrow, wanted=wanted)
    )


@router.get("/volumes")
async def volumes(
    call: IntakeCall,
    wanted: Wanted,
    year: Annotated[int | None, Query(ge=2000, le=2098)] = None,
) -> Page[VolumeView]:
    """List bound volumes, the latest year first."""
    return await call.query(
        lambda connection: list_volumes(connection, call.actor, year=year, wanted=wanted)
    )


@router.get("/volumes/{volume_id}", responses=problems(UnknownRecord))
async def volume(volume_id: UUID, call: IntakeCall) -> CheckedVolumeView:
    """Show a bound volume, and whether its entries are still those that were bound."""
    return await call.query(lambda connection: check_volume(connection, call.actor, volume_id))


@router.post(
    "",
    status_code=201,
    response_model=ContactLogView,
    responses=problems(ActInTheFuture, UnknownRecord, errors.VolumeBound),
)
async def log(body: LogContact, call: IntakeCall) -> Response:
    """Write a contact down."""
    return await call.command(lambda work: log_contact(body, work), status=201)


@router.post(
    "/{log_id}/conclude",
    response_model=ContactLogView,
    responses=problems(UnknownRecord, VersionConflict, errors.VolumeBound),
)
async def conclude(log_id: UUID, body: ConcludeContact, call: IntakeCall) -> Response:
    """Add what came of a contact."""
    return await call.command(lambda work: conclude_contact(body, log_id, work))
