"""Trainings by their time, lists of tools by their centre, and the log of a case."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from dispatch.adapters import tables, tables_staff
from dispatch.application.queries.reach import orders_of
from dispatch.application.rights import RIGHTS
from dispatch.application.views_staff import LogView, ToolListView, TrainingView

_TRAINING, _LIST, _LOG = tables_staff.training, tables_staff.tool_list, tables_staff.case_log


async def list_trainings(
    connection: AsyncConnection, actor: Actor, *, wanted: Slice
) -> Page[TrainingView]:
    """What was taught among ourselves, newest first."""
    RIGHTS.require(actor, "staff.read")
    chosen = sa.select(_TRAINING)
    if actor.centre is not None:
        chosen = chosen.where(_TRAINING.c.centre == actor.centre)
    columns = (_TRAINING.c.held_at, _TRAINING.c.id)
    return await listed(connection, chosen, columns, TrainingView.of, wanted, newest_first=True)


async def list_tool_lists(
    connection: AsyncConnection, actor: Actor, *, wanted: Slice
) -> Page[ToolListView]:
    """Lists of tools by their centre: what to take along."""
    RIGHTS.require(actor, "work_order.read")
    chosen = sa.select(_LIST)
    if actor.centre is not None:
        chosen = chosen.where(_LIST.c.centre == actor.centre)
    return await listed(connection, chosen, (_LIST.c.centre, _LIST.c.id), ToolListView.of, wanted)


async def show_log(
    connection: AsyncConnection,
    actor: Actor,
    work_order_id: UUID,
    *,
    wanted: Slice,
) -> Page[LogView]:
    """The log of a case in the order things happened."""
    RIGHTS.require(actor, "work_order.read")
    order = sa.select(tables.work_order.c.id).where(
        tables.work_order.c.id == work_order_id, *orders_of(actor)
    )
    if (await connection.execute(order)).one_or_none() is None:
        raise UnknownRecord("work_order", work_order_id)
    chosen = sa.select(_LOG).where(_LOG.c.work_order_id == work_order_id)
    return await listed(connection, chosen, (_LOG.c.happened_at, _LOG.c.id), LogView.of, wanted)
