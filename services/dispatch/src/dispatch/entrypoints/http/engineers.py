"""Routes of the staff register."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from dispatch.application.absence.register import RegisterAbsence, register_absence
from dispatch.application.engineer.certify import certify_engineer
from dispatch.application.engineer.change import (
    Move,
    move_engineer,
    record_qualification,
    set_roster,
)
from dispatch.application.engineer.enrol import EnrolEngineer, enrol_engineer
from dispatch.application.engineer.evaluate import Evaluate, evaluate_engineer
from dispatch.application.engineer.fields import (
    QualificationRecord,
    SkillCertificate,
    WorkingWeek,
)
from dispatch.application.engineer.leave import (
    Deactivate,
    Reactivate,
    deactivate_engineer,
    reactivate_engineer,
)
from dispatch.application.queries.absences import list_absences
from dispatch.application.queries.engineers import list_engineers
from dispatch.application.staff_views import AbsenceView, EngineerView
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/engineers", tags=["engineers"])


@router.get("")
async def list_(
    call: DispatchCall,
    wanted: Wanted,
    unit: Annotated[str | None, Query(max_length=64)] = None,
) -> Page[EngineerView]:
    """List engineers by centre."""
    return await call.query(
        lambda connection: list_engineers(connection, call.actor, unit=unit, wanted=wanted)
    )


@router.post(
    "",
    status_code=201,
    response_model=EngineerView,
    responses=problems(errors.EngineerCodeTaken, errors.RosterInvalid),
)
async def enrol(body: EnrolEngineer, call: DispatchCall) -> Response:
    """Enter an engineer into the register."""
    return await call.command(lambda work: enrol_engineer(body, work), status=201)


@router.post(
    "/{engineer_id}/certificates",
    response_model=EngineerView,
    responses=problems(errors.CertificateNotNewer),
)
async def certify(engineer_id: UUID, body: SkillCertificate, call: DispatchCall) -> Response:
    """Add or renew a certificate."""
    return await call.command(lambda work: certify_engineer(body, engineer_id, work))


@router.post("/{engineer_id}/qualification", response_model=EngineerView)
async def qualify(engineer_id: UUID, body: QualificationRecord, call: DispatchCall) -> Response:
    """Put title, knowledge, skill and training on record."""
    return await call.command(lambda work: record_qualification(body, engineer_id, work))


@router.post(
    "/{engineer_id}/roster",
    response_model=EngineerView,
    responses=problems(errors.RosterInvalid),
)
async def roster(engineer_id: UUID, body: WorkingWeek, call: DispatchCall) -> Response:
    """Replace the working week."""
    return await call.command(lambda work: set_roster(body, engineer_id, work))


@router.post("/{engineer_id}/move", response_model=EngineerView)
async def move(engineer_id: UUID, body: Move, call: DispatchCall) -> Response:
    """Give somebody to another centre, or another home."""
    return await call.command(lambda work: move_engineer(body, engineer_id, work))


@router.post(
    "/{engineer_id}/evaluate",
    response_model=EngineerView,
    responses=problems(errors.EvaluationDayWrong),
)
async def evaluate(engineer_id: UUID, body: Evaluate, call: DispatchCall) -> Response:
    """Put the yearly evaluation on record."""
    return await call.command(lambda work: evaluate_engineer(body, engineer_id, work))


@router.post(
    "/{engineer_id}/deactivate",
    response_model=EngineerView,
    responses=problems(errors.EngineerNotActive, errors.EngineerHasVisits),
)
async def deactivate(engineer_id: UUID, body: Deactivate, call: DispatchCall) -> Response:
    """Send somebody nowhere any more."""
    return await call.command(lambda work: deactivate_engineer(body, engineer_id, work))


@router.post(
    "/{engineer_id}/reactivate",
    response_model=EngineerView,
    responses=problems(errors.EngineerActive),
)
async def reactivate(engineer_id: UUID, body: Reactivate, call: DispatchCall) -> Response:
    """Have somebody back."""
    return await call.command(lambda work: reactivate_engineer(body, engineer_id, work))


@router.get("/{engineer_id}/absences")
async def absences(
    engineer_id: UUID,
    call: DispatchCall,
    wanted: Wanted,
) -> Page[AbsenceView]:
    """List absences by their beginning."""
    return await call.query(
        lambda connection: list_absences(connection, call.actor, engineer_id, wanted=wanted)
    )


@router.post(
    "/{engineer_id}/absences",
    status_code=201,
    response_model=AbsenceView,
    responses=problems(errors.AbsenceInvalid, errors.AbsenceOverlaps, errors.EngineerHasVisits),
)
async def absent(engineer_id: UUID, body: RegisterAbsence, call: DispatchCall) -> Response:
    """Note that somebody will not be there."""
    return await call.command(lambda work: register_absence(body, engineer_id, work), status=201)
