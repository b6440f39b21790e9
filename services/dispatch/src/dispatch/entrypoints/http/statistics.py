"""Routes of what is counted: event handling of a quarter, the staff register."""

from fastapi import APIRouter, Response

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.problems import problems
from dispatch.application.obligation.check_events import CheckEvents, check_events
from dispatch.application.queries.statistics import (
    EventStatistics,
    QuarterName,
    StaffRegister,
    event_statistics,
    staff_register,
)
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/statistics", tags=["statistics"])


@router.get("/events/{quarter}")
async def events(quarter: QuarterName, call: DispatchCall) -> EventStatistics:
    """Count the events of a quarter by centre and type: kept promises, mean hours."""
    return await call.query(lambda connection: event_statistics(connection, call.actor, quarter))


@router.post(
    "/events/{quarter}/check",
    response_model=EventStatistics,
    responses=problems(UnknownRecord),
)
async def check(quarter: QuarterName, body: CheckEvents, call: DispatchCall) -> Response:
    """Check a quarter's figures, which meets its task."""
    return await call.command(lambda work: check_events(body, quarter, work))


@router.get("/staff")
async def staff(call: DispatchCall) -> StaffRegister:
    """Count the staff by kind of post, and the certified among its managers."""
    return await call.query(lambda connection: staff_register(connection, call.actor))
