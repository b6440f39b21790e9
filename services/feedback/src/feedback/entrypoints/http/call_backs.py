"""Routes of call-backs after planned service: the list, and what customers said."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from feedback.application.call_back.record import RecordCallBack, record_call_back
from feedback.application.queries.call_backs import list_call_backs, show_call_back
from feedback.application.views import CallBackView
from feedback.domain import errors
from feedback.domain.call_back import CallBackState
from feedback.entrypoints.http.call import FeedbackCall

router = APIRouter(prefix="/call-backs", tags=["call-backs"])


@router.get("")
async def list_(
    call: FeedbackCall, wanted: Wanted, state: CallBackState | None = None
) -> Page[CallBackView]:
    """List call-backs in the order they fall due."""
    return await call.query(
        lambda connection: list_call_backs(connection, call.actor, state=state, wanted=wanted)
    )


@router.get("/{call_back_id}")
async def show(call_back_id: UUID, call: FeedbackCall) -> CallBackView:
    """Show a call-back."""
    return await call.query(lambda connection: show_call_back(connection, call.actor, call_back_id))


@router.post(
    "/{call_back_id}/record",
    response_model=CallBackView,
    responses=problems(errors.CallBackNotOpen),
)
async def record(call_back_id: UUID, body: RecordCallBack, call: FeedbackCall) -> Response:
    """Record what the customer said."""
    return await call.command(lambda work: record_call_back(body, call_back_id, work))
