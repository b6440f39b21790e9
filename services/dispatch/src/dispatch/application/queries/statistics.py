"""How events were handled in a quarter, and who is on the staff: each counted by one statement."""

from decimal import Decimal
from typing import Annotated

import sqlalchemy as sa
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from dispatch.adapters import tables
from dispatch.application.obligation.calendar import ZONE
from dispatch.application.queries.reach import orders_of
from dispatch.application.rights import RIGHTS
from dispatch.domain.engineer import StaffKind
from dispatch.domain.statistics import Quarter, certified_needed, share
from dispatch.domain.work_order import State

QuarterName = Annotated[str, Field(pattern=r"^20\d\d-Q[1-4]$")]
CERTIFIED_MANAGER = "service_manager"
"""The skill that a certified service manager (售后服务管理师) holds on certificate."""

_ORDER, _CLOCK, _ENGINEER = tables.work_order, tables.sla_clock, tables.engineer


class HandledEvents(BaseModel):
    """Events of one type at one centre: how many, kept promises, and how long they took."""

    centre: str
    fault_kind: str
    events: int
    resolved: int
    promises_kept: int
    promises_judged: int
    on_time: Decimal | None
    mean_hours: Decimal | None


class EventStatistics(BaseModel):
    """A quarter's event handling."""

    quarter: str
    lines: list[HandledEvents]


class StaffRegister(BaseModel):
    """Who is on the staff by kind of post, and whether enough managers are certified."""

    by_kind: dict[str, int]
    certified_managers: int
    certified_needed: int
    enough: bool


async def event_statistics(
    connection: AsyncConnection, actor: Actor, quarter: str
) -> EventStatistics:
    """Events reported in the quarter, by centre and type; what was called off is left out."""
    RIGHTS.require(actor, "statistics.read")
    begins, ends = Quarter.read(quarter).span(ZONE)
    judged = (
        sa.select(
            _CLOCK.c.work_order_id,
            sa.func.count().label("judged"),
            sa.func.count().filter(_CLOCK.c.verdict == "met").label("kept"),
        )
        .where(sa.or_(_CLOCK.c.verdict.is_not(None), _CLOCK.c.breached))
        .group_by(_CLOCK.c.work_order_id)
        .subquery()
    )
    took = sa.extract("epoch", _ORDER.c.resolved_at - _ORDER.c.reported_at) / 3600
    counted = (
        sa.select(
            _ORDER.c.centre,
            _ORDER.c.fault_kind,
            sa.func.count().label("events"),
            sa.func.count(_ORDER.c.resolved_at).label("resolved"),
            sa.func.coalesce(sa.func.sum(judged.c.kept), 0).label("promises_kept"),
            sa.func.coalesce(sa.func.sum(judged.c.judged), 0).label("promises_judged"),
            sa.func.round(sa.cast(sa.func.avg(took), sa.Numeric), 2).label("mean_hours"),
        )
        .outerjoin(judged, judged.c.work_order_id == _ORDER.c.id)
        .where(
            _ORDER.c.reported_at >= begins,
            _ORDER.c.reported_at < ends,
            _ORDER.c.state != State.CANCELLED.value,
            *orders_of(actor),
        )
        .group_by(_ORDER.c.centre, _ORDER.c.fault_kind)
        .order_by(_ORDER.c.centre, _ORDER.c.fault_kind)
    )
    rows = (await connection.execute(counted)).mappings().all()
    lines = [
        HandledEvents(**row, on_time=share(int(row["promises_kept"]), int(row["promises_judged"])))
        for row in rows
    ]
    return EventStatistics(quarter=quarter, lines=lines)


async def staff_register(connection: AsyncConnection, actor: Actor) -> StaffRegister:
    """Everybody active by kind of post; certificates count as long as they are valid."""
    RIGHTS.require(actor, "statistics.read")
    held = sa.func.jsonb_array_elements(_ENGINEER.c.certificates).table_valued("value")
    certified = sa.exists(
        sa.select(1)
        .select_from(held)
        .where(
            held.c.value.op("->>")("skill") == CERTIFIED_MANAGER,
            sa.cast(held.c.value.op("->>")("valid_until"), sa.Date) >= sa.func.current_date(),
        )
    )
    counted = (
        sa.select(
            _ENGINEER.c.kind,
            sa.func.count().label("people"),
            sa.func.count().filter(certified).label("certified"),
        )
        .where(_ENGINEER.c.active, _ENGINEER.c.unit.is_(None))
        .group_by(_ENGINEER.c.kind)
    )
    if actor.centre is not None:
        counted = counted.where(_ENGINEER.c.centre == actor.centre)
    rows = {row.kind: row for row in (await connection.execute(counted)).all()}
    by_kind = {kind.value: rows[kind].people if kind in rows else 0 for kind in StaffKind}
    managers = rows.get(StaffKind.MANAGEMENT)
    there = managers.certified if managers else 0
    needed = certified_needed(by_kind[StaffKind.MANAGEMENT])
    return StaffRegister(
        by_kind=by_kind,
        certified_managers=there,
        certified_needed=needed,
        enough=there >= needed,
    )
