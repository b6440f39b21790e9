"""Service orders by their planned time, one of them with its reports, and the service table."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.languages import Language
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from aftercare_kit.texts import Catalogue
from dispatch.adapters import tables_service as tables
from dispatch.application.outside import is_outside
from dispatch.application.rights import RIGHTS
from dispatch.application.views_service import (
    ServiceOrderDetail,
    ServiceOrderView,
    ServiceReportView,
    TableRowView,
)
from dispatch.domain.service_table import TABLE

_ORDER, _REPORT = tables.service_order, tables.service_report


def services_of(actor: Actor) -> "list[sa.ColumnElement[bool]]":
    """Which service orders the actor's token reaches."""
    conditions: list[sa.ColumnElement[bool]] = []
    if actor.centre is not None:
        conditions.append(_ORDER.c.centre == actor.centre)
    if actor.engineer_id is not None:
        conditions.append(_ORDER.c.engineer_id == actor.engineer_id)
    elif is_outside(actor):
        # A token that names no unit equals none: `outside_unit = null` is true of nothing.
        conditions.append(_ORDER.c.outside_unit == sa.literal(actor.department, sa.Text))
    if actor.customer_id is not None:
        conditions.append(_ORDER.c.customer_id == actor.customer_id)
    return conditions


async def list_services(
    connection: AsyncConnection,
    actor: Actor,
    *,
    state: str | None,
    kind: str | None,
    plan_id: UUID | None,
    wanted: Slice,
) -> Page[ServiceOrderView]:
    """Service orders in the order they are planned."""
    RIGHTS.require(actor, "work_order.read")
    chosen = sa.select(_ORDER).where(*services_of(actor))
    for column, value in ((_ORDER.c.state, state), (_ORDER.c.kind, kind)):
        chosen = chosen if value is None else chosen.where(column == value)
    if plan_id is not None:
        chosen = chosen.where(_ORDER.c.plan_id == plan_id)
    return await listed(
        connection, chosen, (_ORDER.c.planned_from, _ORDER.c.id), ServiceOrderView.of, wanted
    )


async def show_service(
    connection: AsyncConnection, actor: Actor, order_id: UUID
) -> ServiceOrderDetail:
    """One service order with its reports."""
    RIGHTS.require(actor, "work_order.read")
    within_reach = sa.select(_ORDER).where(_ORDER.c.id == order_id, *services_of(actor))
    row = (await connection.execute(within_reach)).one_or_none()
    if row is None:
        raise UnknownRecord("service_order", order_id)
    under = sa.select(_REPORT).where(_REPORT.c.service_order_id == order_id).order_by(_REPORT.c.id)
    reports = [ServiceReportView.of(each) for each in await connection.execute(under)]
    return ServiceOrderDetail(**ServiceOrderView.of(row).model_dump(), reports=reports)


def show_table(actor: Actor, catalogue: Catalogue, language: Language) -> list[TableRowView]:
    """The service table, its checklists in the asker's language (000-6.5.1, 002-4.7)."""
    RIGHTS.require(actor, "work_order.read")
    return [
        TableRowView(
            kind=kind.value,
            modes=sorted(row.modes),
            of_units=row.of_units,
            checklist=[catalogue.word(f"check_{point}", language) for point in row.checklist],
        )
        for kind, row in TABLE.items()
    ]
