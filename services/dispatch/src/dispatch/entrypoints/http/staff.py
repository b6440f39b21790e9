"""Routes of training among ourselves, lists of tools, and the log of a case."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from dispatch.application.queries.staff import list_tool_lists, list_trainings, show_log
from dispatch.application.tool_list.keep import (
    CheckTools,
    WriteToolList,
    check_tools,
    write_tool_list,
)
from dispatch.application.training.record import RecordTraining, record_training
from dispatch.application.views_staff import LogView, ToolListView, TrainingView
from dispatch.application.work_order.log import WriteLog, write_log
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(tags=["staff"])


@router.get("/trainings")
async def trainings(wanted: Wanted, call: DispatchCall) -> Page[TrainingView]:
    """List trainings among ourselves, newest first."""
    return await call.query(
        lambda connection: list_trainings(connection, call.actor, wanted=wanted)
    )


@router.post(
    "/trainings",
    status_code=201,
    response_model=TrainingView,
    responses=problems(errors.NotTheirTrainer),
)
async def train(body: RecordTraining, call: DispatchCall) -> Response:
    """Put a training on record."""
    return await call.command(lambda work: record_training(body, work), status=201)


@router.get("/tool-lists")
async def tool_lists(wanted: Wanted, call: DispatchCall) -> Page[ToolListView]:
    """List what to take along, by centre."""
    return await call.query(
        lambda connection: list_tool_lists(connection, call.actor, wanted=wanted)
    )


@router.post("/tool-lists", status_code=201, response_model=ToolListView)
async def write_list(body: WriteToolList, call: DispatchCall) -> Response:
    """Lay a list of tools down."""
    return await call.command(lambda work: write_tool_list(body, work), status=201)


@router.post(
    "/tool-lists/{list_id}/check",
    response_model=ToolListView,
    responses=problems(errors.ToolUnknown, ActBeforeItsCause),
)
async def check(list_id: UUID, body: CheckTools, call: DispatchCall) -> Response:
    """Note that somebody went through the list."""
    return await call.command(lambda work: check_tools(body, list_id, work))


@router.get("/work-orders/{work_order_id}/log")
async def log(
    work_order_id: UUID,
    wanted: Wanted,
    call: DispatchCall,
) -> Page[LogView]:
    """Show the log of the case in the order things happened."""
    return await call.query(
        lambda connection: show_log(connection, call.actor, work_order_id, wanted=wanted)
    )


@router.post(
    "/work-orders/{work_order_id}/log",
    status_code=201,
    response_model=LogView,
    responses=problems(
        errors.CallFirst, errors.PartUndecided, errors.ExpenseUnstated, errors.PartsInReport
    ),
)
async def write(work_order_id: UUID, body: WriteLog, call: DispatchCall) -> Response:
    """Add a line to the log of the case."""
    return await call.command(lambda work: write_log(body, work_order_id, work), status=201)
