"""Everybody who could be thought of for a job, with their calendars: one statement."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters import tables, tables_service
from dispatch.adapters.work import ENGINEERS
from dispatch.domain.booking import Booking, Calendar, Span
from dispatch.domain.service_order import BINDING_STATES
from dispatch.domain.suggestion import Candidate
from dispatch.domain.visit import VisitState

_ENGINEER, _VISIT, _ORDER = tables.engineer, tables.visit, tables.work_order
_SERVICE = tables_service.service_order
AROUND = timedelta(days=2)
"""Longer than any way there and back: what is booked outside it meets no job."""
WEEK = timedelta(days=3, hours=12)

_CLOSED = [VisitState.FINISHED.value, VisitState.CANCELLED.value]


async def candidates(
    connection: AsyncConnection, job: Span, customer_id: UUID, asset_id: UUID
) -> list[Candidate]:
    """All of the register but those who left, with visits, absences and duties around the job."""
    begins, ends = job.begins - AROUND, job.ends + AROUND
    booked = _booked(begins, ends)
    service = _service(begins, ends)
    away = _spans(tables.absence, begins, ends)
    duty = _spans(tables.duty, begins, ends)
    load = _load(job)
    known = _known(customer_id, asset_id)
    parts = (booked, service, away, duty, load, known)
    chosen = sa.select(
        _ENGINEER,
        booked.c.spans.label("booked"),
        service.c.spans.label("service"),
        away.c.spans.label("away"),
        duty.c.spans.label("duty"),
        load.c.visits.label("load"),
        known.c.customer.label("knows_customer"),
        known.c.unit.label("knows_unit"),
    ).where(_ENGINEER.c.active)
    source: sa.FromClause = _ENGINEER
    for part in parts:
        source = source.outerjoin(part, part.c.engineer_id == _ENGINEER.c.id)
    rows = (await connection.execute(chosen.select_from(source))).mappings().all()
    return [_candidate(row) for row in rows]


def _candidate(row: Any) -> Candidate:
    fields = {column.name: row[column.name] for column in _ENGINEER.columns}
    visits = [
        Booking(UUID(v[0]), v[1], _span(v[2:]), can_wait=can_wait)
        for booked, can_wait in ((row["booked"], False), (row["service"], True))
        for v in booked or ()
    ]
    return Candidate(
        engineer=ENGINEERS.from_row(fields),
        calendar=Calendar(
            visits=visits,
            absences=[_span(each) for each in row["away"] or ()],
            duties=[_span(each) for each in row["duty"] or ()],
        ),
        load=row["load"] or 0,
        knows_customer=row["knows_customer"] or 0,
        knows_unit=row["knows_unit"] or 0,
    )


def _span(pair: Sequence[str]) -> Span:
    return Span(datetime.fromisoformat(pair[0]), datetime.fromisoformat(pair[1]))


def _booked(begins: datetime, ends: datetime) -> sa.Subquery:
    span = sa.func.jsonb_build_array(
        _VISIT.c.id, _VISIT.c.number, _VISIT.c.busy_from, _VISIT.c.busy_to
    )
    return (
        sa.select(
            _VISIT.c.engineer_id,
            sa.func.jsonb_agg(aggregate_order_by(span, _VISIT.c.busy_from)).label("spans"),
        )
        .where(_VISIT.c.state.not_in(_CLOSED), _VISIT.c.busy_from < ends, _VISIT.c.busy_to > begins)
        .group_by(_VISIT.c.engineer_id)
        .subquery()
    )


def _service(begins: datetime, ends: datetime) -> sa.Subquery:
    """Planned service takes time as visits do."""
    span = sa.func.jsonb_build_array(
        _SERVICE.c.id, _SERVICE.c.number, _SERVICE.c.planned_from, _SERVICE.c.planned_to
    )
    return (
        sa.select(_SERVICE.c.engineer_id, sa.func.jsonb_agg(span).label("spans"))
        .where(
            _SERVICE.c.engineer_id.is_not(None),
            _SERVICE.c.state.in_(BINDING_STATES),
            _SERVICE.c.planned_from < ends,
            _SERVICE.c.planned_to > begins,
        )
        .group_by(_SERVICE.c.engineer_id)
        .subquery()
    )


def _spans(table: sa.Table, begins: datetime, ends: datetime) -> sa.Subquery:
    span = sa.func.jsonb_build_array(table.c.begins_at, table.c.ends_at)
    return (
        sa.select(table.c.engineer_id, sa.func.jsonb_agg(span).label("spans"))
        .where(~table.c.cancelled, table.c.begins_at < ends, table.c.ends_at > begins)
        .group_by(table.c.engineer_id)
        .subquery()
    )


def _load(job: Span) -> sa.Subquery:
    return (
        sa.select(_VISIT.c.engineer_id, sa.func.count().label("visits"))
        .where(
            _VISIT.c.state.not_in(_CLOSED),
            _VISIT.c.busy_from < job.ends + WEEK,
            _VISIT.c.busy_to > job.begins - WEEK,
        )
        .group_by(_VISIT.c.engineer_id)
        .subquery()
    )


def _known(customer_id: UUID, asset_id: UUID) -> sa.Subquery:
    of_unit = sa.func.count().filter(_ORDER.c.asset_id == asset_id)
    return (
        sa.select(_VISIT.c.engineer_id, sa.func.count().label("customer"), of_unit.label("unit"))
        .join(_ORDER, _ORDER.c.id == _VISIT.c.work_order_id)
        .where(_ORDER.c.customer_id == customer_id, _VISIT.c.state == VisitState.FINISHED.value)
        .group_by(_VISIT.c.engineer_id)
        .subquery()
    )
