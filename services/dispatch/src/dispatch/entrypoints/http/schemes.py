"""Routes of schemes: their review."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.approvals.errors import AuthorMayNotApprove, NotYourStep, OnePersonOneStep
from aftercare_kit.approvals.views import ApprovalView
from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.problems import problems
from dispatch.application.queries.review import show_review
from dispatch.application.scheme.approve import ApproveScheme, approve_scheme
from dispatch.application.scheme.consent import RecordConsent, record_consent
from dispatch.application.scheme.give_back import ReturnScheme, return_scheme
from dispatch.application.scheme.resubmit import resubmit_scheme
from dispatch.application.scheme.submit import SubmitScheme
from dispatch.application.views import SchemeView
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/schemes", tags=["schemes"])


@router.post(
    "/{scheme_id}/approve",
    response_model=SchemeView,
    responses=problems(
        errors.WorkOrderClosed,
        AuthorMayNotApprove,
        NotYourStep,
        OnePersonOneStep,
        errors.SchemeNotInReview,
        errors.GeneralManagerMustApprove,
        ActBeforeItsCause,
    ),
)
async def approve(scheme_id: UUID, body: ApproveScheme, call: DispatchCall) -> Response:
    """Pass one step of the review."""
    return await call.command(lambda work: approve_scheme(body, scheme_id, work))


@router.post(
    "/{scheme_id}/return",
    response_model=SchemeView,
    responses=problems(AuthorMayNotApprove, NotYourStep, errors.SchemeNotInReview),
)
async def give_back(scheme_id: UUID, body: ReturnScheme, call: DispatchCall) -> Response:
    """Return the scheme to its author with reasons."""
    return await call.command(lambda work: return_scheme(body, scheme_id, work))


@router.post(
    "/{scheme_id}/consent",
    response_model=SchemeView,
    responses=problems(
        errors.WorkOrderClosed,
        errors.ConsentNotAsked,
        errors.ConsentUnproven,
        ActBeforeItsCause,
    ),
)
async def consent(scheme_id: UUID, body: RecordConsent, call: DispatchCall) -> Response:
    """Record the customer's word on a reviewed scheme."""
    return await call.command(lambda work: record_consent(body, scheme_id, work))


@router.get("/{scheme_id}/approvals")
async def rounds(scheme_id: UUID, call: DispatchCall) -> list[ApprovalView]:
    """Show every round of the scheme's review: who decided what, when, for whom and why."""
    return await call.query(lambda connection: show_review(connection, call.actor, scheme_id))


@router.post(
    "/{scheme_id}/resubmit",
    response_model=SchemeView,
    responses=problems(
        errors.WorkOrderClosed,
        errors.SchemeNotReturned,
        errors.OnlyAuthorResubmits,
        errors.SchemeUnderWay,
        ActBeforeItsCause,
    ),
)
async def resubmit(scheme_id: UUID, body: SubmitScheme, call: DispatchCall) -> Response:
    """Submit a returned scheme again."""
    return await call.command(lambda work: resubmit_scheme(body, scheme_id, work))
