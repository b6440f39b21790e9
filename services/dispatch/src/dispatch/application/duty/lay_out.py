"""A centre's rota is laid out for some weeks, and watched from then on (001-5.5.2, 003-1a)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from aftercare_clocks import calendar_of
from aftercare_contracts.dispatch import RotaGapFound, RotaLaidOut
from aftercare_kit.fields import Body, Code
from aftercare_kit.ids import new_id
from aftercare_kit.roles import Role
from dispatch.application.duty.facts import must_reach, plan_turn
from dispatch.application.engineer.fields import Day, WorkingWeek, Zone
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import DutyView
from dispatch.domain.booking import Span
from dispatch.domain.engineer import DEFAULT_ZONE, Engineer
from dispatch.domain.errors import NobodyForDuty, RotaLaidOutAlready
from dispatch.domain.rota import LOOK_AHEAD, Rota, assign, first_gap, turns

WATCH = "rota.watch"
LOOKED_AT_EVERY = timedelta(days=1)


class LayOutRota(Body):
    """Whose turns follow each other, from which day on, around which working hours."""

    centre: Code
    engineers: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    first: Day
    days: Annotated[int, Field(ge=1, le=92)]
    hours: WorkingWeek
    zone: Zone = DEFAULT_ZONE


class RotaView(BaseModel):
    """The turns that were laid out."""

    turns: list[DutyView]


async def lay_out_rota(command: LayOutRota, work: Work) -> RotaView:
    """Lay the rota out; who is away is passed over, and if all are, nothing is laid out."""
    RIGHTS.require(work.actor, "duty.plan")
    must_reach(work, command.centre)
    zone = ZoneInfo(command.zone)
    hours = calendar_of(command.hours.hours(command.zone))
    planned = list(turns(command.first, command.days, hours, zone))
    whole = Span(planned[0].span.begins, planned[-1].span.ends)
    rota = await work.rotas.find(centre=command.centre)
    if await work.bookings.on_duty(command.centre, whole.begins, whole.ends):
        raise RotaLaidOutAlready(field="first")
    people = [await work.engineers.get(each) for each in sorted(set(command.engineers))]
    in_line = sorted(people, key=lambda person: command.engineers.index(person.id))
    busy: dict[UUID, list[Span]] = {}
    for person in in_line:
        if not person.active or person.centre != command.centre or person.unit is not None:
            raise NobodyForDuty(field="engineers", engineer=person.code)
        held = await work.bookings.calendar(person.id, whole.begins, whole.ends)
        busy[person.id] = [*held.absences, *held.duties]

    def free(person: Engineer, span: Span) -> bool:
        return not any(each.touches(span) for each in busy[person.id])

    laid: list[DutyView] = []
    for turn, person in assign(planned, in_line, free):
        if person is None:
            raise NobodyForDuty(field="engineers", engineer=f"{turn.span.begins:%Y-%m-%d %H:%M}")
        duty = plan_turn(work, command.centre, turn.kind, person, turn.span)
        laid.append(DutyView.of(duty))
    await _note(rota, command, whole, len(laid), work)
    return RotaView(turns=laid)


async def _note(
    rota: Rota | None, command: LayOutRota, whole: Span, count: int, work: Work
) -> None:
    if rota is None:
        rota = Rota(new_id(), work.region, command.centre, command.zone, whole.ends)
        work.rotas.add(rota)
    rota.laid_out_until = max(rota.laid_out_until, whole.ends)
    laid_out = RotaLaidOut(
        centre=rota.centre, begins_at=whole.begins, ends_at=whole.ends, turns=count
    )
    work.announce(rota, laid_out)
    await work.timers.set(WATCH, rota.id, max(work.now, whole.begins))


async def watch_rota(work: Work, rota_id: UUID) -> None:
    """Once a day: tell of the first gap of the coming week; one that has begun is told each day."""
    rota = await work.rotas.get(rota_id)
    ends = work.now + LOOK_AHEAD
    gap = first_gap(await work.bookings.on_duty(rota.centre, work.now, ends), work.now, ends)
    if gap is not None and gap.begins != rota.gap_told:
        rota.gap_told = gap.begins
        found = RotaGapFound(
            centre=rota.centre,
            begins_at=gap.begins,
            ends_at=gap.ends,
            to_roles=[Role.REGIONAL_MANAGER.value, Role.SERVICE_CENTER_DISPATCHER.value],
        )
        work.announce(rota, found)
    await work.timers.set(WATCH, rota.id, work.now + LOOKED_AT_EVERY)
