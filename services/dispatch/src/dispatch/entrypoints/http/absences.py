"""Routes of absences, once registered."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.problems import problems
from dispatch.application.absence.cancel import CancelAbsence, cancel_absence
from dispatch.application.staff_views import AbsenceView
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/absences", tags=["engineers"])


@router.post(
    "/{absence_id}/cancel",
    response_model=AbsenceView,
    responses=problems(errors.AbsenceOver),
)
async def cancel(absence_id: UUID, body: CancelAbsence, call: DispatchCall) -> Response:
    """Call an absence off."""
    return await call.command(lambda work: cancel_absence(body, absence_id, work))
