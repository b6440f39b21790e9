"""What an engineer's calendar holds, from the tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters import tables, tables_service
from dispatch.application.ports import Bookings
from dispatch.domain.booking import Booking, Calendar, Span
from dispatch.domain.service_order import BINDING_STATES
from dispatch.domain.visit import VisitState

_VISIT, _ABSENCE, _DUTY = tables.visit, tables.absence, tables.duty
_SERVICE = tables_service.service_order
OPEN = _VISIT.c.state.not_in([VisitState.FINISHED.value, VisitState.CANCELLED.value])


class PostgresBookings(Bookings):
    """Reads without locking; see the port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open_visits(self, engineer_id: UUID) -> list[Booking]:
        return await self._visits(_VISIT.c.engineer_id == engineer_id)

    async def visits_needing(self, engineer_id: UUID, skill: str) -> list[Booking]:
        asked = sa.select(tables.scheme.c.id).where(
            tables.scheme.c.proposal.contains({"skills": [skill]})
        )
        return await self._visits(
            _VISIT.c.engineer_id == engineer_id, _VISIT.c.scheme_id.in_(asked)
        )

    async def visits_between(
        self, engineer_id: UUID, begins: datetime, ends: datetime
    ) -> list[Booking]:
        return await self._visits(
            _VISIT.c.engineer_id == engineer_id,
            _VISIT.c.busy_from < ends,
            _VISIT.c.busy_to > begins,
        )

    async def calendar(self, engineer_id: UUID, begins: datetime, ends: datetime) -> Calendar:
        return Calendar(
            visits=await self.visits_between(engineer_id, begins, ends)
            + await self._services(engineer_id, begins, ends),
            absences=await self._spans(_ABSENCE, engineer_id, begins, ends),
            duties=await self._spans(_DUTY, engineer_id, begins, ends),
        )

    async def _services(self, engineer_id: UUID, begins: datetime, ends: datetime) -> list[Booking]:
        """Planned service takes time as visits do."""
        chosen = sa.select(
            _SERVICE.c.id, _SERVICE.c.number, _SERVICE.c.planned_from, _SERVICE.c.planned_to
        ).where(
            _SERVICE.c.engineer_id == engineer_id,
            _SERVICE.c.state.in_(BINDING_STATES),
            _SERVICE.c.planned_from < ends,
            _SERVICE.c.planned_to > begins,
        )
        rows: Sequence[Any] = (await self._connection.execute(chosen)).all()
        return [Booking(row.id, row.number, Span(row.planned_from, row.planned_to)) for row in rows]

    async def on_duty(self, centre: str, begins: datetime, ends: datetime) -> list[Span]:
        return await self._touching(_DUTY, _DUTY.c.centre == centre, begins, ends)

    async def _visits(self, *which: "sa.ColumnElement[bool]") -> list[Booking]:
        chosen = (
            sa.select(_VISIT.c.id, _VISIT.c.number, _VISIT.c.busy_from, _VISIT.c.busy_to)
            .where(OPEN, *which)
            .order_by(_VISIT.c.busy_from, _VISIT.c.id)
        )
        rows: Sequence[Any] = (await self._connection.execute(chosen)).all()
        return [Booking(row.id, row.number, Span(row.busy_from, row.busy_to)) for row in rows]

    async def _spans(
        self, table: sa.Table, engineer_id: UUID, begins: datetime, ends: datetime
    ) -> list[Span]:
        return await self._touching(table, table.c.engineer_id == engineer_id, begins, ends)

    async def _touching(
        self,
        table: sa.Table,
        whose: "sa.ColumnElement[bool]",
        begins: datetime,
        ends: datetime,
    ) -> list[Span]:
        chosen = sa.select(table.c.begins_at, table.c.ends_at).where(
            whose,
            ~table.c.cancelled,
            table.c.begins_at < ends,
            table.c.ends_at > begins,
        )
        rows: Sequence[Any] = (await self._connection.execute(chosen)).all()
        return [Span(row.begins_at, row.ends_at) for row in rows]
