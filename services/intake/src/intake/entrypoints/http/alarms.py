"""The route of alarms from monitoring."""

from fastapi import APIRouter, Response

from aftercare_kit.errors import ActInTheFuture, UnknownRecord
from aftercare_kit.problems import problems
from intake.application.alarm.raise_alarm import AlarmView, RaiseAlarm, raise_alarm
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/alarms", tags=["alarms"])


@router.post(
    "",
    response_model=AlarmView,
    responses=problems(errors.DepartmentUnknown, errors.VolumeBound, ActInTheFuture, UnknownRecord),
)
async def raise_(body: RaiseAlarm, call: IntakeCall) -> Response:
    """Take an alarm in: it opens a request, or joins the open one it repeats."""
    return await call.command(lambda work: raise_alarm(body, work))
