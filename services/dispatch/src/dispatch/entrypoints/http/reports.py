"""Routes of reports, once signed."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.problems import problems
from dispatch.application.report.archive import Archive, archive_report
from dispatch.application.report.hand_in import HandIn, hand_in_report
from dispatch.application.views import ReportView
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/reports", tags=["reports"])


@router.post(
    "/{report_id}/hand-in",
    response_model=ReportView,
    responses=problems(errors.ReportOutOfOrder, errors.NotYourVisit, ActBeforeItsCause),
)
async def hand_in(report_id: UUID, body: HandIn, call: DispatchCall) -> Response:
    """Note that report and notice are back at the desk."""
    return await call.command(lambda work: hand_in_report(body, report_id, work))


@router.post(
    "/{report_id}/archive",
    response_model=ReportView,
    responses=problems(errors.ReportOutOfOrder),
)
async def archive(report_id: UUID, body: Archive, call: DispatchCall) -> Response:
    """Number and file the report."""
    return await call.command(lambda work: archive_report(body, report_id, work))
