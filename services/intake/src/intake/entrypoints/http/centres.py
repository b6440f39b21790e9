"""Routes of service centres."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import VersionConflict
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.centre.change import change_centre
from intake.application.centre.open import CentreHours, OpenCentre, open_centre
from intake.application.queries.master_data import list_centres
from intake.application.views import CentreView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/centres", tags=["centres"])


@router.get("")
async def list_(call: IntakeCall, wanted: Wanted) -> Page[CentreView]:
    """List centres by code."""
    return await call.query(lambda connection: list_centres(connection, call.actor, wanted=wanted))


@router.post(
    "",
    status_code=201,
    response_model=CentreView,
    responses=problems(errors.CentreCodeTaken, errors.WorkingHoursInvalid, errors.PresetUnknown),
)
async def open_(body: OpenCentre, call: IntakeCall) -> Response:
    """Enter a centre into the register."""
    return await call.command(lambda work: open_centre(body, work), status=201)


@router.put(
    "/{centre_id}",
    response_model=CentreView,
    responses=problems(VersionConflict, errors.WorkingHoursInvalid, errors.PresetUnknown),
)
async def change(centre_id: UUID, body: CentreHours, call: IntakeCall) -> Response:
    """Change a centre's hours, departments or policy."""
    return await call.command(lambda work: change_centre(body, centre_id, work))
