"""The desk's list of work orders, and one of them with everything under it."""

from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from dispatch.adapters import tables, tables_outing
from dispatch.application.queries.reach import orders_of, under_orders_of
from dispatch.application.rights import RIGHTS
from dispatch.application.views import (
    ClockView,
    ReportView,
    SchemeView,
    View,
    VisitView,
    WorkOrderView,
)
from dispatch.application.views_outing import OutingView, WorkOrderDetail

V = TypeVar("V", bound=View)

_ORDER = tables.work_order


async def list_work_orders(
    connection: AsyncConnection,
    actor: Actor,
    *,
    state: str | None,
    request_id: UUID | None,
    wanted: Slice,
) -> Page[WorkOrderView]:
    """Work orders by opening time; a bound token sees those of its centre or of its jobs only."""
    RIGHTS.require(actor, "work_order.read")
    chosen = sa.select(_ORDER).where(*orders_of(actor))
    if state is not None:
        chosen = chosen.where(_ORDER.c.state == state)
    if request_id is not None:
        chosen = chosen.where(_ORDER.c.request_id == request_id)
    return await listed(
        connection, chosen, (_ORDER.c.opened_at, _ORDER.c.id), WorkOrderView.of, wanted
    )


async def show_work_order(
    connection: AsyncConnection, actor: Actor, work_order_id: UUID
) -> WorkOrderDetail:
    """One work order with its clocks, schemes, outings, visits and reports."""
    RIGHTS.require(actor, "work_order.read")
    within_reach = sa.select(_ORDER).where(_ORDER.c.id == work_order_id, *orders_of(actor))
    row = (await connection.execute(within_reach)).one_or_none()
    if row is None:
        raise UnknownRecord("work_order", work_order_id)
    head = WorkOrderView.of(row).model_dump()
    return WorkOrderDetail(
        **head,
        clocks=await _under(connection, actor, tables.sla_clock, ClockView, work_order_id),
        schemes=await _under(connection, actor, tables.scheme, SchemeView, work_order_id),
        outings=await _under(connection, actor, tables_outing.outing, OutingView, work_order_id),
        visits=await _under(connection, actor, tables.visit, VisitView, work_order_id),
        reports=await _under(connection, actor, tables.report, ReportView, work_order_id),
    )


async def _under(
    connection: AsyncConnection,
    actor: Actor,
    table: sa.Table,
    view: type[V],
    work_order_id: UUID,
) -> list[V]:
    rows = await connection.execute(
        sa.select(table)
        .where(table.c.work_order_id == work_order_id, *under_orders_of(actor, table))
        .order_by(table.c.id)
    )
    return [view.of(row) for row in rows]
