"""Routes of legal holds."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import UnknownRecord, VersionConflict
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.queries.retention import list_holds
from intake.application.retention.hold import PlaceHold, ReleaseHold, place_hold, release_hold
from intake.application.views import LegalHoldView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/legal-holds", tags=["legal holds"])


@router.get("")
async def list_(
    call: IntakeCall, wanted: Wanted, customer_id: UUID | None = None
) -> Page[LegalHoldView]:
    """List legal holds, the latest first."""
    return await call.query(
        lambda connection: list_holds(
            connection, call.actor, customer_id=customer_id, wanted=wanted
        )
    )


@router.post("", status_code=201, response_model=LegalHoldView, responses=problems(UnknownRecord))
async def place(body: PlaceHold, call: IntakeCall) -> Response:
    """Keep all that is known of a customer until the hold is released."""
    return await call.command(lambda work: place_hold(body, work), status=201)


@router.post(
    "/{hold_id}/release",
    response_model=LegalHoldView,
    responses=problems(UnknownRecord, VersionConflict, errors.HoldReleased),
)
async def release(hold_id: UUID, body: ReleaseHold, call: IntakeCall) -> Response:
    """Release a legal hold."""
    return await call.command(lambda work: release_hold(body, hold_id, work))
