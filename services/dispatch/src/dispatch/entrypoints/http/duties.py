"""Routes of the duty rota."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from aftercare_kit.fields import Moment
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from dispatch.application.duty.lay_out import LayOutRota, RotaView, lay_out_rota
from dispatch.application.duty.plan import (
    CancelDuty,
    GiveDuty,
    PlanDuty,
    cancel_duty,
    give_duty,
    plan_duty,
)
from dispatch.application.queries.duties import list_duties
from dispatch.application.staff_views import DutyView
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/duties", tags=["duty"])


@router.get("")
async def list_(
    call: DispatchCall,
    wanted: Wanted,
    centre: Annotated[str | None, Query(max_length=64)] = None,
    since: Moment | None = None,
    until: Moment | None = None,
) -> Page[DutyView]:
    """List turns of duty; who is on duty now: since = until = now."""
    return await call.query(
        lambda connection: list_duties(
            connection,
            call.actor,
            centre=centre,
            since=since,
            until=until,
            wanted=wanted,
        )
    )


@router.post(
    "",
    status_code=201,
    response_model=DutyView,
    responses=problems(errors.DutyInvalid, errors.DutyOverlaps, errors.NobodyForDuty),
)
async def plan(body: PlanDuty, call: DispatchCall) -> Response:
    """Plan one turn."""
    return await call.command(lambda work: plan_duty(body, work), status=201)


@router.post(
    "/rota",
    status_code=201,
    response_model=RotaView,
    responses=problems(
        errors.RosterInvalid,
        errors.RotaLaidOutAlready,
        errors.DutyOverlaps,
        errors.NobodyForDuty,
    ),
)
async def lay_out(body: LayOutRota, call: DispatchCall) -> Response:
    """Lay out a rota around the clock, in turns."""
    return await call.command(lambda work: lay_out_rota(body, work), status=201)


@router.post(
    "/{duty_id}/give",
    response_model=DutyView,
    responses=problems(errors.DutyOver, errors.DutyOverlaps, errors.NobodyForDuty),
)
async def give(duty_id: UUID, body: GiveDuty, call: DispatchCall) -> Response:
    """Let somebody else take the turn."""
    return await call.command(lambda work: give_duty(body, duty_id, work))


@router.post(
    "/{duty_id}/cancel",
    response_model=DutyView,
    responses=problems(errors.DutyOver),
)
async def cancel(duty_id: UUID, body: CancelDuty, call: DispatchCall) -> Response:
    """Call the turn off."""
    return await call.command(lambda work: cancel_duty(body, duty_id, work))
