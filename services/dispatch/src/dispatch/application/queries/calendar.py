"""The calendar: engineers down, days across, with visits, absences and duty in them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from dispatch.adapters import tables, tables_service
from dispatch.adapters.work import ENGINEERS
from dispatch.application.rights import RIGHTS
from dispatch.domain.engineer import Engineer
from dispatch.domain.service_order import BINDING_STATES
from dispatch.domain.visit import VisitState

_ENGINEER, _VISIT = tables.engineer, tables.visit
_SERVICE = tables_service.service_order


class Entry(BaseModel):
    """Something in the calendar; of an absence nobody is told why."""

    what: Literal["visit", "service", "absence", "duty"]
    begins_at: datetime
    ends_at: datetime
    id: UUID
    number: str | None = None
    state: str | None = None
    work_order_id: UUID | None = None


class CalendarDay(BaseModel):
    """One day of somebody, by the clock of their centre."""

    day: date
    working_hours: float
    entries: list[Entry]


class EngineerCalendar(BaseModel):
    """One line of the calendar."""

    engineer_id: UUID
    code: str
    name: str
    centre: str
    unit: str | None
    days: list[CalendarDay]


async def show_calendar(
    connection: AsyncConnection,
    actor: Actor,
    *,
    first: date,
    days: int,
    centre: str | None,
    engineer_id: UUID | None,
    wanted: Slice,
) -> Page[EngineerCalendar]:
    """Active engineers by centre and id, each with every day asked for."""
    RIGHTS.require(actor, "staff.read")
    chosen = sa.select(_ENGINEER).where(_ENGINEER.c.active)
    for value, column in (
        (centre, _ENGINEER.c.centre),
        (actor.centre, _ENGINEER.c.centre),
        (engineer_id, _ENGINEER.c.id),
        (actor.engineer_id, _ENGINEER.c.id),
    ):
        if value is not None:
            chosen = chosen.where(column == value)
    order = (_ENGINEER.c.centre, _ENGINEER.c.id)
    people = await listed(connection, chosen, order, _person, wanted)
    entries = await _entries(connection, [each.id for each in people.items], first, days)
    lines = [_line(each, first, days, entries[each.id]) for each in people.items]
    return Page(items=lines, next=people.next)


def _person(row: Any) -> Engineer:
    return ENGINEERS.from_row(row._asdict())


async def _entries(
    connection: AsyncConnection, people: list[UUID], first: date, days: int
) -> dict[UUID, list[Entry]]:
    # A day begins up to 14 hours before and ends up to 12 after it does in Greenwich.
    begins = datetime.combine(first, time(), ZoneInfo("UTC")) - timedelta(hours=14)
    ends = begins + timedelta(days=days + 2)
    found: dict[UUID, list[Entry]] = defaultdict(list)
    visits = sa.select(_VISIT).where(
        _VISIT.c.engineer_id.in_(people),
        _VISIT.c.state != VisitState.CANCELLED.value,
        _VISIT.c.busy_from < ends,
        _VISIT.c.busy_to > begins,
    )
    for row in (await connection.execute(visits)).all():
        found[row.engineer_id].append(
            Entry(
                what="visit",
                begins_at=row.busy_from,
                ends_at=row.busy_to,
                id=row.id,
                number=row.number,
                state=row.state,
                work_order_id=row.work_order_id,
            )
        )
    services = sa.select(_SERVICE).where(
        _SERVICE.c.engineer_id.in_(people),
        _SERVICE.c.state.in_(BINDING_STATES),
        _SERVICE.c.planned_from < ends,
        _SERVICE.c.planned_to > begins,
    )
    for row in (await connection.execute(services)).all():
        found[row.engineer_id].append(
            Entry(
                what="service",
                begins_at=row.planned_from,
                ends_at=row.planned_to,
                id=row.id,
                number=row.number,
                state=row.state,
            )
        )
    await _away(connection, tables.absence, "absence", people, begins, ends, found)
    await _away(connection, tables.duty, "duty", people, begins, ends, found)
    return found


async def _away(
    connection: AsyncConnection,
    table: sa.Table,
    what: Literal["absence", "duty"],
    people: list[UUID],
    begins: datetime,
    ends: datetime,
    found: dict[UUID, list[Entry]],
) -> None:
    chosen = sa.select(table).where(
        table.c.engineer_id.in_(people),
        ~table.c.cancelled,
        table.c.begins_at < ends,
        table.c.ends_at > begins,
    )
    for row in (await connection.execute(chosen)).all():
        entry = Entry(what=what, begins_at=row.begins_at, ends_at=row.ends_at, id=row.id)
        found[row.engineer_id].append(entry)


def _line(engineer: Engineer, first: date, days: int, entries: Iterable[Entry]) -> EngineerCalendar:
    ordered = sorted(entries, key=lambda each: (each.begins_at, each.id))
    return EngineerCalendar(
        engineer_id=engineer.id,
        code=engineer.code,
        name=engineer.name,
        centre=engineer.centre,
        unit=engineer.unit,
        days=[_day(engineer, first + timedelta(days=number), ordered) for number in range(days)],
    )


def _day(engineer: Engineer, day: date, entries: list[Any]) -> CalendarDay:
    begins = datetime.combine(day, time(), engineer.timezone)
    ends = datetime.combine(day + timedelta(days=1), time(), engineer.timezone)
    hours = engineer.calendar.between(begins, ends) / timedelta(hours=1)
    inside = [each for each in entries if each.begins_at < ends and each.ends_at > begins]
    return CalendarDay(day=day, working_hours=round(hours, 2), entries=inside)
