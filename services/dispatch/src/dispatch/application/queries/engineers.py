"""The engineers' register."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from dispatch.adapters import tables
from dispatch.application.outside import is_outside
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import EngineerView

_ENGINEER = tables.engineer


async def list_engineers(
    connection: AsyncConnection, actor: Actor, *, unit: str | None, wanted: Slice
) -> Page[EngineerView]:
    """People by centre; a bound token sees those of its centre or crew, or itself, only."""
    RIGHTS.require(actor, "work_order.read")
    chosen = sa.select(_ENGINEER)
    if actor.centre is not None:
        chosen = chosen.where(_ENGINEER.c.centre == actor.centre)
    if actor.engineer_id is not None:
        chosen = chosen.where(_ENGINEER.c.id == actor.engineer_id)
    elif is_outside(actor):
        chosen = chosen.where(_ENGINEER.c.unit == sa.literal(actor.department, sa.Text))
    if unit is not None:
        chosen = chosen.where(_ENGINEER.c.unit == unit)
    return await listed(
        connection, chosen, (_ENGINEER.c.centre, _ENGINEER.c.id), EngineerView.of, wanted
    )
