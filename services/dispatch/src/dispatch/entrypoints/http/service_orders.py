"""Routes of service orders: planned service of every kind, and its reports."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from dispatch.application.queries.service_orders import list_services, show_service, show_table
from dispatch.application.service_order.cancel import CancelService, cancel_service
from dispatch.application.service_order.carry_out import (
    FinishService,
    ServiceStep,
    accept_service,
    begin_service,
    depart_service,
    finish_service,
    hand_in_service,
    return_from_service,
)
from dispatch.application.service_order.issue import IssueNotice, issue_notice
from dispatch.application.service_order.plan import PlanService, plan_service
from dispatch.application.service_report.write import WriteReport, write_report
from dispatch.application.views_service import (
    ServiceOrderDetail,
    ServiceOrderView,
    ServiceReportView,
    TableRowView,
)
from dispatch.domain import service_errors as errors
from dispatch.domain.errors import SignatureMissing
from dispatch.domain.service_order import ServiceState
from dispatch.domain.service_table import Kind
from dispatch.entrypoints.http.call import DispatchCall
from dispatch.entrypoints.http.visits import CALENDAR, QUALIFICATION

router = APIRouter(tags=["service orders"])
_STEP = problems(errors.ServiceOutOfOrder, errors.NotYourService, ActBeforeItsCause)


@router.get("/service-table")
async def table(request: Request, call: DispatchCall) -> list[TableRowView]:
    """Show the service table with its checklists."""
    return show_table(call.actor, request.app.state.catalogue, call.actor.language)


@router.get("/service-orders")
async def list_(
    call: DispatchCall,
    wanted: Wanted,
    state: ServiceState | None = None,
    kind: Kind | None = None,
    plan_id: Annotated[UUID | None, Query()] = None,
) -> Page[ServiceOrderView]:
    """List planned services by their time."""
    return await call.query(
        lambda connection: list_services(
            connection,
            call.actor,
            state=state,
            kind=kind,
            plan_id=plan_id,
            wanted=wanted,
        )
    )


@router.get("/service-orders/{order_id}")
async def show(order_id: UUID, call: DispatchCall) -> ServiceOrderDetail:
    """Show a service with its reports."""
    return await call.query(lambda connection: show_service(connection, call.actor, order_id))


@router.post(
    "/service-orders",
    status_code=201,
    response_model=ServiceOrderView,
    responses=problems(errors.ModeNotOffered, errors.UnitsMissing, errors.ServiceWindowInvalid),
)
async def plan(body: PlanService, call: DispatchCall) -> Response:
    """Plan a service of the service table."""
    return await call.command(lambda work: plan_service(body, work), status=201)


@router.post(
    "/service-orders/{order_id}/notice",
    response_model=ServiceOrderView,
    responses=problems(
        errors.ServiceOutOfOrder,
        *QUALIFICATION,
        *CALENDAR,
        errors.ServiceEngineerBooked,
        ActBeforeItsCause,
    ),
)
async def issue(order_id: UUID, body: IssueNotice, call: DispatchCall) -> Response:
    """Issue the service notice."""
    return await call.command(lambda work: issue_notice(body, order_id, work))


@router.post("/service-orders/{order_id}/accept", response_model=ServiceOrderView, responses=_STEP)
async def accept(order_id: UUID, body: ServiceStep, call: DispatchCall) -> Response:
    """Take the notice."""
    return await call.command(lambda work: accept_service(body, order_id, work))


@router.post(
    "/service-orders/{order_id}/depart",
    response_model=ServiceOrderView,
    responses=problems(
        errors.ServiceOutOfOrder, errors.NotYourService, *QUALIFICATION, ActBeforeItsCause
    ),
)
async def depart(order_id: UUID, body: ServiceStep, call: DispatchCall) -> Response:
    """Leave for the customer."""
    return await call.command(lambda work: depart_service(body, order_id, work))


@router.post(
    "/service-orders/{order_id}/begin",
    response_model=ServiceOrderView,
    responses=problems(
        errors.ServiceOutOfOrder, errors.NotYourService, errors.NoticeNeeded, ActBeforeItsCause
    ),
)
async def begin(order_id: UUID, body: ServiceStep, call: DispatchCall) -> Response:
    """Be on site, or start where nobody has to travel."""
    return await call.command(lambda work: begin_service(body, order_id, work))


@router.post(
    "/service-orders/{order_id}/finish",
    response_model=ServiceOrderView,
    responses=problems(
        errors.ServiceOutOfOrder,
        errors.NotYourService,
        errors.UnitsMissing,
        errors.TrainingMissing,
        ActBeforeItsCause,
    ),
)
async def finish(order_id: UUID, body: FinishService, call: DispatchCall) -> Response:
    """End the work with each unit's result."""
    return await call.command(lambda work: finish_service(body, order_id, work))


@router.post("/service-orders/{order_id}/return", response_model=ServiceOrderView, responses=_STEP)
async def come_back(order_id: UUID, body: ServiceStep, call: DispatchCall) -> Response:
    """Be back at the company."""
    return await call.command(lambda work: return_from_service(body, order_id, work))


@router.post(
    "/service-orders/{order_id}/reports",
    status_code=201,
    response_model=ServiceReportView,
    responses=problems(
        errors.ServiceOutOfOrder,
        errors.NotYourService,
        errors.ReportNotDemanded,
        errors.SummaryMissing,
    ),
)
async def write(order_id: UUID, body: WriteReport, call: DispatchCall) -> Response:
    """Fill in a report that the service table demands."""
    return await call.command(lambda work: write_report(body, order_id, work), status=201)


@router.post(
    "/service-orders/{order_id}/hand-in",
    response_model=ServiceOrderView,
    responses=problems(
        errors.ServiceOutOfOrder,
        errors.NotYourService,
        errors.ReportsMissing,
        SignatureMissing,
        ActBeforeItsCause,
    ),
)
async def hand_in(order_id: UUID, body: ServiceStep, call: DispatchCall) -> Response:
    """Bring notice and reports to the desk."""
    return await call.command(lambda work: hand_in_service(body, order_id, work))


@router.post(
    "/service-orders/{order_id}/cancel",
    response_model=ServiceOrderView,
    responses=problems(errors.ServiceOutOfOrder),
)
async def cancel(order_id: UUID, body: CancelService, call: DispatchCall) -> Response:
    """Give the service up."""
    return await call.command(lambda work: cancel_service(body, order_id, work))
