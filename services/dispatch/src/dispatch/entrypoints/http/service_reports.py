"""Routes of the reports that the service table demands."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.problems import problems
from dispatch.application.service_report.archive import (
    ArchiveServiceReport,
    DestroyReport,
    archive_service_report,
    destroy_service_report,
)
from dispatch.application.service_report.sign import SignServiceReport, sign_service_report
from dispatch.application.views_service import ServiceReportView
from dispatch.domain import errors
from dispatch.domain import service_errors as refused
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/service-reports", tags=["service orders"])


@router.post(
    "/{report_id}/sign",
    response_model=ServiceReportView,
    responses=problems(
        errors.ReportOutOfOrder, refused.NotYourService, refused.FeedbackMissing, ActBeforeItsCause
    ),
)
async def sign(report_id: UUID, body: SignServiceReport, call: DispatchCall) -> Response:
    """Take the customer's signature or seal."""
    return await call.command(lambda work: sign_service_report(body, report_id, work))


@router.post(
    "/{report_id}/archive",
    response_model=ServiceReportView,
    responses=problems(errors.ReportOutOfOrder, errors.SignatureMissing, refused.ServiceOutOfOrder),
)
async def archive(report_id: UUID, body: ArchiveServiceReport, call: DispatchCall) -> Response:
    """Number and file the report."""
    return await call.command(lambda work: archive_service_report(body, report_id, work))


@router.post(
    "/{report_id}/destroy",
    response_model=ServiceReportView,
    responses=problems(errors.ReportOutOfOrder, refused.RetentionRuns),
)
async def destroy(report_id: UUID, body: DestroyReport, call: DispatchCall) -> Response:
    """Destroy the content of a report whose years are over."""
    return await call.command(lambda work: destroy_service_report(body, report_id, work))
