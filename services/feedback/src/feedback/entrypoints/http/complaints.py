"""Routes of complaints, from acceptance to the customer's confirmation."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from feedback.application.complaint.close import CloseComplaint, close_complaint
from feedback.application.complaint.give_opinion import GiveOpinion, give_opinion
from feedback.application.complaint.handle import Handle, handle_complaint
from feedback.application.complaint.open import OpenComplaint, open_complaint
from feedback.application.complaint.reopen import ReopenComplaint, reopen_complaint
from feedback.application.complaint.reply import Reply, reply_to_complaint
from feedback.application.complaint.request_closure import RequestClosure, request_closure
from feedback.application.queries.cases import Narrow
from feedback.application.queries.complaints import list_complaints, show_complaint
from feedback.application.views import ComplaintFile, ComplaintView
from feedback.domain import errors
from feedback.domain.complaint_steps import ComplaintState
from feedback.entrypoints.http.call import FeedbackCall

router = APIRouter(prefix="/complaints", tags=["complaints"])


@router.get("")
async def list_(
    call: FeedbackCall,
    wanted: Wanted,
    state: ComplaintState | None = None,
    request_id: UUID | None = None,
) -> Page[ComplaintView]:
    """List complaints in the order they were accepted."""
    return await call.query(
        lambda connection: list_complaints(
            connection, call.actor, narrow=Narrow(state, request_id), wanted=wanted
        )
    )


@router.get("/{complaint_id}")
async def show(complaint_id: UUID, call: FeedbackCall) -> ComplaintFile:
    """Show a complaint with its file."""
    return await call.query(lambda connection: show_complaint(connection, call.actor, complaint_id))


@router.post("", status_code=201, response_model=ComplaintView)
async def open_(body: OpenComplaint, call: FeedbackCall) -> Response:
    """Accept a complaint about a case."""
    return await call.command(lambda work: open_complaint(body, work), status=201)


@router.post(
    "/{complaint_id}/opinion",
    response_model=ComplaintView,
    responses=problems(errors.ComplaintOutOfOrder),
)
async def opinion(complaint_id: UUID, body: GiveOpinion, call: FeedbackCall) -> Response:
    """Return the department's handling opinion."""
    return await call.command(lambda work: give_opinion(body, complaint_id, work))


@router.post(
    "/{complaint_id}/reply",
    response_model=ComplaintView,
    responses=problems(errors.ComplaintOutOfOrder),
)
async def reply(complaint_id: UUID, body: Reply, call: FeedbackCall) -> Response:
    """Record a reply to the customer, and whether they agree."""
    return await call.command(lambda work: reply_to_complaint(body, complaint_id, work))


@router.post(
    "/{complaint_id}/handle",
    response_model=ComplaintView,
    responses=problems(errors.ComplaintOutOfOrder, errors.CustomerNotAgreed),
)
async def handle(complaint_id: UUID, body: Handle, call: FeedbackCall) -> Response:
    """Record what was done."""
    return await call.command(lambda work: handle_complaint(body, complaint_id, work))


@router.post(
    "/{complaint_id}/request-closure",
    response_model=ComplaintView,
    responses=problems(
        errors.ResultStatementMissing, errors.ResponsiblePersonsMissing, errors.ComplaintOutOfOrder
    ),
)
async def request_closure_(
    complaint_id: UUID, body: RequestClosure, call: FeedbackCall
) -> Response:
    """Ask for closure."""
    return await call.command(lambda work: request_closure(body, complaint_id, work))


@router.post(
    "/{complaint_id}/close",
    response_model=ComplaintView,
    responses=problems(
        errors.CustomerNotSatisfied, errors.HandlingDeskMayNotClose, errors.ComplaintOutOfOrder
    ),
)
async def close(complaint_id: UUID, body: CloseComplaint, call: FeedbackCall) -> Response:
    """Close the complaint on the customer's word."""
    return await call.command(lambda work: close_complaint(body, complaint_id, work))


@router.post(
    "/{complaint_id}/reopen",
    response_model=ComplaintView,
    responses=problems(errors.HandlingDeskMayNotClose, errors.ComplaintOutOfOrder),
)
async def reopen(complaint_id: UUID, body: ReopenComplaint, call: FeedbackCall) -> Response:
    """Refuse the closure: the customer is not satisfied."""
    return await call.command(lambda work: reopen_complaint(body, complaint_id, work))
