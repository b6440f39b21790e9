"""Routes of visits: the dispatcher's and the engineer's steps."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.fields import Moment
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from dispatch.application.queries.visits import list_visits
from dispatch.application.report.sign import SignReport, sign_report
from dispatch.application.views import ReportView, VisitView
from dispatch.application.visit.cancel import CancelVisit, cancel_visit
from dispatch.application.visit.carry_out import (
    Depart,
    Finish,
    Step,
    accept_visit,
    arrive_visit,
    depart_visit,
    finish_visit,
)
from dispatch.application.visit.head import WriteHead, write_head
from dispatch.application.visit.reschedule import RescheduleVisit, reschedule_visit
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/visits", tags=["visits"])
_STEP = problems(errors.VisitOutOfOrder, errors.NotYourVisit, ActBeforeItsCause)

QUALIFICATION = (
    errors.CertificateMissing,
    errors.CertificateExpired,
    errors.QualificationMissing,
    errors.EngineerNotActive,
    errors.NotAllocated,
)
"""What may stand between an engineer and a job."""

CALENDAR = (
    errors.EngineerBooked,
    errors.EngineerAbsent,
    errors.EngineerOffHours,
    errors.OutsideCustomerWindow,
)
"""What may stand between an engineer and a time."""


@router.get("")
async def list_(
    call: DispatchCall,
    wanted: Wanted,
    engineer_id: UUID | None = None,
    since: Moment | None = None,
) -> Page[VisitView]:
    """List visits in the order they are planned."""
    return await call.query(
        lambda connection: list_visits(
            connection,
            call.actor,
            engineer_id=engineer_id,
            since=since,
            wanted=wanted,
        )
    )


@router.post("/{visit_id}/accept", response_model=VisitView, responses=_STEP)
async def accept(visit_id: UUID, body: Step, call: DispatchCall) -> Response:
    """Take the notice."""
    return await call.command(lambda work: accept_visit(body, visit_id, work))


@router.post(
    "/{visit_id}/depart",
    response_model=VisitView,
    responses=problems(
        errors.VisitOutOfOrder,
        errors.NotYourVisit,
        errors.OutingNotApproved,
        *QUALIFICATION,
        ActBeforeItsCause,
    ),
)
async def depart(visit_id: UUID, body: Depart, call: DispatchCall) -> Response:
    """Leave with the parts."""
    return await call.command(lambda work: depart_visit(body, visit_id, work))


@router.post("/{visit_id}/arrive", response_model=VisitView, responses=_STEP)
async def arrive(visit_id: UUID, body: Step, call: DispatchCall) -> Response:
    """Be on site."""
    return await call.command(lambda work: arrive_visit(body, visit_id, work))


@router.post("/{visit_id}/finish", response_model=VisitView, responses=_STEP)
async def finish(visit_id: UUID, body: Finish, call: DispatchCall) -> Response:
    """End the work on site."""
    return await call.command(lambda work: finish_visit(body, visit_id, work))


@router.post(
    "/{visit_id}/reschedule",
    response_model=VisitView,
    responses=problems(
        errors.VisitOutOfOrder,
        errors.VisitWindowInvalid,
        *QUALIFICATION,
        *CALENDAR,
    ),
)
async def reschedule(visit_id: UUID, body: RescheduleVisit, call: DispatchCall) -> Response:
    """Move the visit to another time or engineer."""
    return await call.command(lambda work: reschedule_visit(body, visit_id, work))


@router.post(
    "/{visit_id}/cancel",
    response_model=VisitView,
    responses=problems(errors.VisitOutOfOrder),
)
async def cancel(visit_id: UUID, body: CancelVisit, call: DispatchCall) -> Response:
    """Give the visit up."""
    return await call.command(lambda work: cancel_visit(body, visit_id, work))


@router.post(
    "/{visit_id}/report",
    status_code=201,
    response_model=ReportView,
    responses=problems(
        errors.VisitOutOfOrder,
        errors.NotYourVisit,
        errors.SignatureMissing,
        errors.RatingMissing,
        errors.ReportSignedAlready,
        ActBeforeItsCause,
    ),
)
async def sign(visit_id: UUID, body: SignReport, call: DispatchCall) -> Response:
    """Take in the report that the customer signed."""
    return await call.command(lambda work: sign_report(body, visit_id, work), status=201)


@router.post(
    "/{visit_id}/head",
    response_model=VisitView,
    responses=problems(errors.VisitOutOfOrder, errors.RecordSigned),
)
async def head(visit_id: UUID, body: WriteHead, call: DispatchCall) -> Response:
    """Write the head of the outing record anew."""
    return await call.command(lambda work: write_head(body, visit_id, work))
