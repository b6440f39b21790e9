"""Visits by their planned time: an engineer's own, or the dispatcher's view of all."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from dispatch.adapters import tables
from dispatch.application.queries.reach import visits_of
from dispatch.application.rights import RIGHTS
from dispatch.application.views import VisitView
from dispatch.domain.visit import LONGEST

_VISIT = tables.visit


async def list_visits(
    connection: AsyncConnection,
    actor: Actor,
    *,
    engineer_id: UUID | None,
    since: datetime | None,
    wanted: Slice,
) -> Page[VisitView]:
    """Visits in the order they are planned; a token bound to an engineer sees own jobs only."""
    RIGHTS.require(actor, "work_order.read")
    chosen = sa.select(_VISIT).where(*visits_of(actor))
    if engineer_id is not None:
        chosen = chosen.where(_VISIT.c.engineer_id == engineer_id)
    if since is not None:
        # No visit is longer, so those that began earlier need not be looked at.
        chosen = chosen.where(
            _VISIT.c.planned_to >= since, _VISIT.c.planned_from >= since - LONGEST
        )
    return await listed(
        connection, chosen, (_VISIT.c.planned_from, _VISIT.c.id), VisitView.of, wanted
    )
