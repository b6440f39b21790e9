"""Routes of outings: the application and its approval."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.approvals.errors import AuthorMayNotApprove, NotYourStep, OnePersonOneStep
from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.problems import problems
from dispatch.application.outing.apply import ApplyForOuting, apply_for_outing
from dispatch.application.outing.decide import (
    ApproveOuting,
    ReturnOuting,
    approve_outing,
    return_outing,
)
from dispatch.application.views_outing import OutingView
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(tags=["outings"])


@router.post(
    "/work-orders/{work_order_id}/outings",
    status_code=201,
    response_model=OutingView,
    responses=problems(
        errors.WorkOrderClosed,
        errors.SchemeMissing,
        errors.OutingWindowInvalid,
        errors.OutingAppliedForAlready,
        ActBeforeItsCause,
    ),
)
async def apply(work_order_id: UUID, body: ApplyForOuting, call: DispatchCall) -> Response:
    """Apply for the outing that carries the approved scheme out."""
    return await call.command(lambda work: apply_for_outing(body, work_order_id, work), status=201)


@router.post(
    "/outings/{outing_id}/approve",
    response_model=OutingView,
    responses=problems(
        errors.WorkOrderClosed,
        AuthorMayNotApprove,
        NotYourStep,
        OnePersonOneStep,
        errors.OutingNotInReview,
        ActBeforeItsCause,
    ),
)
async def approve(outing_id: UUID, body: ApproveOuting, call: DispatchCall) -> Response:
    """Agree to the outing."""
    return await call.command(lambda work: approve_outing(body, outing_id, work))


@router.post(
    "/outings/{outing_id}/return",
    response_model=OutingView,
    responses=problems(AuthorMayNotApprove, NotYourStep, errors.OutingNotInReview),
)
async def give_back(outing_id: UUID, body: ReturnOuting, call: DispatchCall) -> Response:
    """Refuse the application with reasons."""
    return await call.command(lambda work: return_outing(body, outing_id, work))
