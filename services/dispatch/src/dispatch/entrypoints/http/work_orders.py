"""Routes of work orders: parse, open the unit of work, call the use case."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.fields import Moment
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from dispatch.application.queries.suggestions import Suggestions, suggest
from dispatch.application.queries.work_orders import list_work_orders, show_work_order
from dispatch.application.scheme.submit import SubmitScheme, submit_scheme
from dispatch.application.views import SchemeView, VisitView, WorkOrderView
from dispatch.application.views_outing import WorkOrderDetail
from dispatch.application.visit.schedule import ScheduleVisit, schedule_visit
from dispatch.application.work_order.customer_window import (
    CustomerWindow,
    agree_customer_window,
)
from dispatch.application.work_order.escalate import Escalate, escalate
from dispatch.application.work_order.hold import Hold, hold
from dispatch.application.work_order.report_up import ReportUp, report_up
from dispatch.application.work_order.resolve import ResolveRemotely, resolve_remotely
from dispatch.application.work_order.respond import Respond, respond
from dispatch.application.work_order.resume import Resume, resume
from dispatch.domain import errors
from dispatch.domain.work_order import State
from dispatch.entrypoints.http.call import DispatchCall
from dispatch.entrypoints.http.visits import CALENDAR, QUALIFICATION

router = APIRouter(prefix="/work-orders", tags=["work orders"])


@router.get("")
async def list_(
    call: DispatchCall,
    wanted: Wanted,
    state: State | None = None,
    request_id: UUID | None = None,
) -> Page[WorkOrderView]:
    """List work orders by opening time."""
    return await call.query(
        lambda connection: list_work_orders(
            connection,
            call.actor,
            state=state,
            request_id=request_id,
            wanted=wanted,
        )
    )


@router.get("/{work_order_id}")
async def show(work_order_id: UUID, call: DispatchCall) -> WorkOrderDetail:
    """Show a work order with its clocks, schemes, visits and reports."""
    return await call.query(
        lambda connection: show_work_order(connection, call.actor, work_order_id)
    )


@router.get("/{work_order_id}/suggestions", responses=problems(errors.VisitWindowInvalid))
async def suggestions_(
    work_order_id: UUID,
    call: DispatchCall,
    planned_from: Moment,
    planned_to: Moment,
    everybody: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Suggestions:
    """Whom to send in that time, best first, with reasons."""
    return await call.query(
        lambda connection: suggest(
            connection,
            call.actor,
            work_order_id,
            planned_from=planned_from,
            planned_to=planned_to,
            everybody=everybody,
            limit=limit,
        )
    )


@router.post(
    "/{work_order_id}/respond",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed, errors.WorkOrderAlreadyResponded, ActBeforeItsCause),
)
async def respond_(work_order_id: UUID, body: Respond, call: DispatchCall) -> Response:
    """Record the first response to the customer."""
    return await call.command(lambda work: respond(body, work_order_id, work))


@router.post(
    "/{work_order_id}/report-up",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed, errors.ClockNotRunning),
)
async def report_up_(work_order_id: UUID, body: ReportUp, call: DispatchCall) -> Response:
    """Record that the fault was reported upward, after the first response."""
    return await call.command(lambda work: report_up(body, work_order_id, work))


@router.post(
    "/{work_order_id}/customer-window",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed, errors.CustomerWindowInvalid),
)
async def window_(work_order_id: UUID, body: CustomerWindow, call: DispatchCall) -> Response:
    """Note when the customer wants somebody to arrive."""
    return await call.command(lambda work: agree_customer_window(body, work_order_id, work))


@router.post(
    "/{work_order_id}/hold",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed, errors.WorkOrderAlreadyHeld, ActBeforeItsCause),
)
async def hold_(work_order_id: UUID, body: Hold, call: DispatchCall) -> Response:
    """Hold the work until somebody else has acted."""
    return await call.command(lambda work: hold(body, work_order_id, work))


@router.post(
    "/{work_order_id}/resume",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderNotHeld, ActBeforeItsCause),
)
async def resume_(work_order_id: UUID, body: Resume, call: DispatchCall) -> Response:
    """Go on with held work."""
    return await call.command(lambda work: resume(body, work_order_id, work))


@router.post(
    "/{work_order_id}/escalate",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed, errors.LineExhausted),
)
async def escalate_(work_order_id: UUID, body: Escalate, call: DispatchCall) -> Response:
    """Give the work to the next line."""
    return await call.command(lambda work: escalate(body, work_order_id, work))


@router.post(
    "/{work_order_id}/resolve",
    response_model=WorkOrderView,
    responses=problems(
        errors.WorkOrderClosed,
        errors.ConsentMissing,
        errors.SolutionMissing,
        ActBeforeItsCause,
    ),
)
async def resolve_(work_order_id: UUID, body: ResolveRemotely, call: DispatchCall) -> Response:
    """Record that the fault was cleared remotely."""
    return await call.command(lambda work: resolve_remotely(body, work_order_id, work))


@router.post(
    "/{work_order_id}/schemes",
    status_code=201,
    response_model=SchemeView,
    responses=problems(errors.WorkOrderClosed, errors.SchemeUnderWay, ActBeforeItsCause),
)
async def submit_(work_order_id: UUID, body: SubmitScheme, call: DispatchCall) -> Response:
    """Submit a scheme for review."""
    return await call.command(lambda work: submit_scheme(body, work_order_id, work), status=201)


@router.post(
    "/{work_order_id}/visits",
    status_code=201,
    response_model=VisitView,
    responses=problems(
        errors.WorkOrderClosed,
        errors.SolutionMissing,
        errors.SchemeMissing,
        errors.PartsNotReady,
        errors.QuoteNotAccepted,
        errors.VisitUnderWay,
        errors.ContactUnnamed,
        errors.VisitWindowInvalid,
        *QUALIFICATION,
        *CALENDAR,
        ActBeforeItsCause,
    ),
)
async def schedule_(work_order_id: UUID, body: ScheduleVisit, call: DispatchCall) -> Response:
    """Issue a service notice to an engineer."""
    return await call.command(lambda work: schedule_visit(body, work_order_id, work), status=201)
