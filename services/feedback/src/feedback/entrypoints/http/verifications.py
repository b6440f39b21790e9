"""Routes of verifications: the call list and what the customers said."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from feedback.application.queries.cases import Narrow
from feedback.application.queries.verifications import list_verifications, show_verification
from feedback.application.verification.record import RecordVerification, record_verification
from feedback.application.views import VerificationView
from feedback.domain import errors
from feedback.domain.verification import VerificationState
from feedback.entrypoints.http.call import FeedbackCall

router = APIRouter(prefix="/verifications", tags=["verifications"])


@router.get("")
async def list_(
    call: FeedbackCall,
    wanted: Wanted,
    state: VerificationState | None = None,
    request_id: UUID | None = None,
) -> Page[VerificationView]:
    """List verifications in the order they fall due."""
    return await call.query(
        lambda connection: list_verifications(
            connection, call.actor, narrow=Narrow(state, request_id), wanted=wanted
        )
    )


@router.get("/{verification_id}")
async def show(verification_id: UUID, call: FeedbackCall) -> VerificationView:
    """Show a verification."""
    return await call.query(
        lambda connection: show_verification(connection, call.actor, verification_id)
    )


@router.post(
    "/{verification_id}/record",
    response_model=VerificationView,
    responses=problems(errors.VerificationNotOpen, errors.UnsatisfiedReasonMissing),
)
async def record(verification_id: UUID, body: RecordVerification, call: FeedbackCall) -> Response:
    """Record whether the customer confirms that the fault is gone."""
    return await call.command(lambda work: record_verification(body, verification_id, work))
