"""Routes of service plans and of what falls due by the calendar."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.approvals.errors import AuthorMayNotApprove, NotYourStep, OnePersonOneStep
from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from dispatch.application.queries.service_plans import list_obligations, list_plans, show_plan
from dispatch.application.service_plan.decide import (
    ApprovePlan,
    ClosePlan,
    ReturnPlan,
    approve_plan,
    close_plan,
    resubmit_plan,
    return_plan,
)
from dispatch.application.service_plan.fields import PlanBody
from dispatch.application.service_plan.submit import SubmitPlan, submit_plan
from dispatch.application.views_plan import ObligationView, ServicePlanDetail, ServicePlanView
from dispatch.domain import plan_errors as errors
from dispatch.domain.service_plan import PlanKind, PlanState
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(tags=["service plans"])
_COMPLETE = (
    errors.PlanIncomplete,
    errors.PlanResourcesMissing,
    errors.PlanParticipantsMissing,
    errors.PlanWindowInvalid,
)


@router.get("/obligations")
async def owed(call: DispatchCall, wanted: Wanted) -> Page[ObligationView]:
    """List what has to be done by a day, soonest first."""
    return await call.query(
        lambda connection: list_obligations(connection, call.actor, wanted=wanted)
    )


@router.get("/service-plans")
async def list_(
    call: DispatchCall,
    wanted: Wanted,
    kind: PlanKind | None = None,
    state: PlanState | None = None,
) -> Page[ServicePlanView]:
    """List service plans."""
    return await call.query(
        lambda connection: list_plans(connection, call.actor, kind=kind, state=state, wanted=wanted)
    )


@router.get("/service-plans/{plan_id}")
async def show(plan_id: UUID, call: DispatchCall) -> ServicePlanDetail:
    """Show a plan with its jobs."""
    return await call.query(lambda connection: show_plan(connection, call.actor, plan_id))


@router.post(
    "/service-plans",
    status_code=201,
    response_model=ServicePlanView,
    responses=problems(*_COMPLETE),
)
async def submit(body: SubmitPlan, call: DispatchCall) -> Response:
    """Submit a plan to its approvers."""
    return await call.command(lambda work: submit_plan(body, work), status=201)


@router.post(
    "/service-plans/{plan_id}/approve",
    response_model=ServicePlanView,
    responses=problems(
        errors.PlanOutOfOrder, AuthorMayNotApprove, NotYourStep, OnePersonOneStep, ActBeforeItsCause
    ),
)
async def approve(plan_id: UUID, body: ApprovePlan, call: DispatchCall) -> Response:
    """Take a step of the plan's approval."""
    return await call.command(lambda work: approve_plan(body, plan_id, work))


@router.post(
    "/service-plans/{plan_id}/return",
    response_model=ServicePlanView,
    responses=problems(errors.PlanOutOfOrder, AuthorMayNotApprove, NotYourStep),
)
async def give_back(plan_id: UUID, body: ReturnPlan, call: DispatchCall) -> Response:
    """Return the plan to its author with reasons."""
    return await call.command(lambda work: return_plan(body, plan_id, work))


@router.post(
    "/service-plans/{plan_id}/resubmit",
    response_model=ServicePlanView,
    responses=problems(errors.PlanOutOfOrder, errors.OnlyAuthorMends, *_COMPLETE),
)
async def resubmit(plan_id: UUID, body: PlanBody, call: DispatchCall) -> Response:
    """Submit a returned plan again."""
    return await call.command(lambda work: resubmit_plan(body, plan_id, work))


@router.post(
    "/service-plans/{plan_id}/close",
    response_model=ServicePlanView,
    responses=problems(errors.PlanOutOfOrder),
)
async def close(plan_id: UUID, body: ClosePlan, call: DispatchCall) -> Response:
    """End the plan; no further job comes from it."""
    return await call.command(lambda work: close_plan(body, plan_id, work))
