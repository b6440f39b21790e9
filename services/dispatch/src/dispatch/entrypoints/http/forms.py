"""Routes of printed forms; each copy is audited."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.forms import Press
from aftercare_kit.forms.answer import PDF, answer
from aftercare_kit.problems import problems
from dispatch.application.print_form import Read, print_form
from dispatch.application.queries import outing_papers, papers, service_papers
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(tags=["forms"])
_PRESS = Press("dispatch")
_ANSWERS = PDF | problems(UnknownRecord)


async def _print(
    read: Read, record: str, key: UUID, request: Request, call: DispatchCall
) -> Response:
    paper = await call.audited(lambda work: print_form(read, record, key, work))
    return await answer(_PRESS, paper, request)


@router.get("/schemes/{scheme_id}/form.pdf", response_class=Response, responses=_ANSWERS)
async def scheme(scheme_id: UUID, request: Request, call: DispatchCall) -> Response:
    """Print the scheme."""
    return await _print(papers.scheme_form, "scheme", scheme_id, request, call)


@router.get("/outings/{outing_id}/form.pdf", response_class=Response, responses=_ANSWERS)
async def outing(outing_id: UUID, request: Request, call: DispatchCall) -> Response:
    """Print the application for an outing."""
    return await _print(outing_papers.outing_form, "outing", outing_id, request, call)


@router.get("/visits/{visit_id}/notice.pdf", response_class=Response, responses=_ANSWERS)
async def notice(visit_id: UUID, request: Request, call: DispatchCall) -> Response:
    """Print the service notice."""
    return await _print(papers.service_notice, "visit", visit_id, request, call)


@router.get("/visits/{visit_id}/record.pdf", response_class=Response, responses=_ANSWERS)
async def record(visit_id: UUID, request: Request, call: DispatchCall) -> Response:
    """Print the outing record, empty or with what was signed."""
    return await _print(papers.outing_record, "visit", visit_id, request, call)


@router.get("/reports/{report_id}/report.pdf", response_class=Response, responses=_ANSWERS)
async def report(report_id: UUID, request: Request, call: DispatchCall) -> Response:
    """Print the repair service report."""
    return await _print(papers.repair_report, "report", report_id, request, call)


@router.get("/visits/{visit_id}/repair-record.pdf", response_class=Response, responses=_ANSWERS)
async def repair_record(visit_id: UUID, request: Request, call: DispatchCall) -> Response:
    """Print the repair record in its three copies."""
    return await _print(papers.repair_record, "visit", visit_id, request, call)


@router.get("/service-reports/{report_id}/report.pdf", response_class=Response, responses=_ANSWERS)
async def service_report(report_id: UUID, request: Request, call: DispatchCall) -> Response:
    """Print a report of planned service, on the form that its service demands."""
    read = service_papers.service_report
    return await _print(read, "service_report", report_id, request, call)
