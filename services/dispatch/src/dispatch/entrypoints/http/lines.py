"""Routes of support lines: hand-overs, solutions, analysis, alerts, allocated staff."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.problems import problems
from dispatch.application.views import WorkOrderView
from dispatch.application.work_order.alert import RaiseAlert, raise_alert
from dispatch.application.work_order.allocate import AllocateStaff, allocate_staff
from dispatch.application.work_order.analyse import Analyse, analyse
from dispatch.application.work_order.solution import RegisterSolution, register_solution
from dispatch.application.work_order.take_over import TakeOver, take_over
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/work-orders", tags=["work orders"])


@router.post(
    "/{work_order_id}/take-over",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed, errors.LineTaken),
)
async def take_over_(work_order_id: UUID, body: TakeOver, call: DispatchCall) -> Response:
    """Take the work over at its line."""
    return await call.command(lambda work: take_over(body, work_order_id, work))


@router.post(
    "/{work_order_id}/solution",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed),
)
async def solution_(work_order_id: UUID, body: RegisterSolution, call: DispatchCall) -> Response:
    """Put the solution on record."""
    return await call.command(lambda work: register_solution(body, work_order_id, work))


@router.post(
    "/{work_order_id}/analysis",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed, errors.NotOfQuality),
)
async def analysis_(work_order_id: UUID, body: Analyse, call: DispatchCall) -> Response:
    """Note quality's analysis and the technicians it names."""
    return await call.command(lambda work: analyse(body, work_order_id, work))


@router.post(
    "/{work_order_id}/alert",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed),
)
async def alert_(work_order_id: UUID, body: RaiseAlert, call: DispatchCall) -> Response:
    """Raise a finding of larger impact."""
    return await call.command(lambda work: raise_alert(body, work_order_id, work))


@router.post(
    "/{work_order_id}/allocations",
    response_model=WorkOrderView,
    responses=problems(errors.WorkOrderClosed, errors.NoAllocationNeeded),
)
async def allocate_(work_order_id: UUID, body: AllocateStaff, call: DispatchCall) -> Response:
    """Allocate somebody of another centre to the work order."""
    return await call.command(lambda work: allocate_staff(body, work_order_id, work))
