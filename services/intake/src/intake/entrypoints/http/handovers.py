"""Routes of projects' hand-overs to service."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.approvals.errors import (
    AuthorMayNotApprove,
    NothingToApprove,
    NotYourStep,
    OnePersonOneStep,
)
from aftercare_kit.approvals.views import ApprovalView
from aftercare_kit.errors import (
    ActBeforeItsCause,
    ActInTheFuture,
    Refusal,
    UnknownRecord,
    VersionConflict,
)
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.handover.accept_finally import AcceptFinally, accept_finally
from intake.application.handover.accept_initially import AcceptInitially, accept_initially
from intake.application.handover.decide import (
    ApproveFile,
    ReturnFile,
    approve_file,
    return_file,
)
from intake.application.handover.meet import HoldMeeting, hold_meeting
from intake.application.handover.open import OpenHandover, open_handover
from intake.application.handover.prepare import (
    FileDocument,
    SubmitFile,
    file_document,
    submit_file,
)
from intake.application.queries.handovers import list_handovers, show_handover, show_reviews
from intake.application.views import HandoverView
from intake.domain import errors
from intake.domain.handover import HandoverState, Paper
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/handovers", tags=["handovers"])
_ACT: tuple[type[Refusal], ...] = (
    errors.HandoverOutOfOrder,
    ActBeforeItsCause,
    ActInTheFuture,
    UnknownRecord,
    VersionConflict,
)
_DECIDE = (*_ACT, AuthorMayNotApprove, NotYourStep, NothingToApprove)


@router.get("")
async def list_(
    call: IntakeCall,
    wanted: Wanted,
    state: HandoverState | None = None,
    customer_id: UUID | None = None,
) -> Page[HandoverView]:
    """List hand-overs by project number."""
    return await call.query(
        lambda connection: list_handovers(
            connection, call.actor, state=state, customer_id=customer_id, wanted=wanted
        )
    )


@router.get("/{handover_id}", responses=problems(UnknownRecord))
async def show(handover_id: UUID, call: IntakeCall) -> HandoverView:
    """Show a hand-over."""
    return await call.query(lambda connection: show_handover(connection, call.actor, handover_id))


@router.post(
    "",
    status_code=201,
    response_model=HandoverView,
    responses=problems(
        errors.LargeProjectNeedsRegion,
        errors.ProjectNumberTaken,
        errors.PresetUnknown,
        UnknownRecord,
    ),
)
async def open_(body: OpenHandover, call: IntakeCall) -> Response:
    """Prepare a project for its hand-over."""
    return await call.command(lambda work: open_handover(body, work), status=201)


@router.put(
    "/{handover_id}/documents/{paper}", response_model=HandoverView, responses=problems(*_ACT)
)
async def file_(handover_id: UUID, paper: Paper, body: FileDocument, call: IntakeCall) -> Response:
    """Put a document into the completion file."""
    return await call.command(lambda work: file_document(body, handover_id, paper, work))


@router.post(
    "/{handover_id}/submit",
    response_model=HandoverView,
    responses=problems(*_ACT, errors.CompletionFileIncomplete),
)
async def submit(handover_id: UUID, body: SubmitFile, call: IntakeCall) -> Response:
    """Call the completion file complete."""
    return await call.command(lambda work: submit_file(body, handover_id, work))


@router.post(
    "/{handover_id}/accept",
    response_model=HandoverView,
    responses=problems(*_ACT, errors.RegionalManagerAbsent, errors.GoodsNotCounted),
)
async def accept(handover_id: UUID, body: AcceptInitially, call: IntakeCall) -> Response:
    """Note the initial acceptance."""
    return await call.command(lambda work: accept_initially(body, handover_id, work))


@router.post(
    "/{handover_id}/meet",
    response_model=HandoverView,
    responses=problems(*_ACT, errors.RegionalManagerAbsent, errors.ReceiverAbsent),
)
async def meet(handover_id: UUID, body: HoldMeeting, call: IntakeCall) -> Response:
    """Note the hand-over meeting."""
    return await call.command(lambda work: hold_meeting(body, handover_id, work))


@router.get("/{handover_id}/reviews", responses=problems(UnknownRecord))
async def reviews(handover_id: UUID, call: IntakeCall) -> list[ApprovalView]:
    """Show how the reviews of the file went: each round with its levels and decisions."""
    return await call.query(lambda connection: show_reviews(connection, call.actor, handover_id))


@router.post(
    "/{handover_id}/approve",
    response_model=HandoverView,
    responses=problems(*_DECIDE, OnePersonOneStep, errors.ContractCodeTaken),
)
async def approve(handover_id: UUID, body: ApproveFile, call: IntakeCall) -> Response:
    """Find the file complete and true; with the last level the project is in service."""
    return await call.command(lambda work: approve_file(body, handover_id, work))


@router.post("/{handover_id}/return", response_model=HandoverView, responses=problems(*_DECIDE))
async def send_back(handover_id: UUID, body: ReturnFile, call: IntakeCall) -> Response:
    """Send the file back to its author."""
    return await call.command(lambda work: return_file(body, handover_id, work))


@router.post(
    "/{handover_id}/accept-finally",
    response_model=HandoverView,
    responses=problems(*_ACT, errors.FinalBeforeInitial),
)
async def finish(handover_id: UUID, body: AcceptFinally, call: IntakeCall) -> Response:
    """Note the final acceptance."""
    return await call.command(lambda work: accept_finally(body, handover_id, work))
