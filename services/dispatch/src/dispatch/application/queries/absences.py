"""Absences of one person, for whoever keeps the roster."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from dispatch.adapters import tables
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import AbsenceView

_ABSENCE, _ENGINEER = tables.absence, tables.engineer


async def list_absences(
    connection: AsyncConnection,
    actor: Actor,
    engineer_id: UUID,
    *,
    wanted: Slice,
) -> Page[AbsenceView]:
    """By their beginning, those called off included."""
    RIGHTS.require(actor, "engineer.roster")
    chosen = sa.select(_ABSENCE).where(_ABSENCE.c.engineer_id == engineer_id)
    if actor.centre is not None:
        here = sa.select(_ENGINEER.c.id).where(_ENGINEER.c.centre == actor.centre)
        chosen = chosen.where(_ABSENCE.c.engineer_id.in_(here))
    return await listed(
        connection, chosen, (_ABSENCE.c.begins_at, _ABSENCE.c.id), AbsenceView.of, wanted
    )
