"""The duty rota: who answers at a centre, now and later."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from dispatch.adapters import tables
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import DutyView
from dispatch.domain.duty import Duty

_DUTY = tables.duty


async def list_duties(
    connection: AsyncConnection,
    actor: Actor,
    *,
    centre: str | None,
    since: datetime | None,
    until: datetime | None,
    wanted: Slice,
) -> Page[DutyView]:
    """Turns by their beginning that touch the time; those called off are left out."""
    RIGHTS.require(actor, "staff.read")
    chosen = sa.select(_DUTY).where(~_DUTY.c.cancelled)
    if centre is not None:
        chosen = chosen.where(_DUTY.c.centre == centre)
    if actor.centre is not None:
        chosen = chosen.where(_DUTY.c.centre == actor.centre)
    if since is not None:
        # No turn is longer, so those that began earlier need not be looked at.
        chosen = chosen.where(_DUTY.c.ends_at > since, _DUTY.c.begins_at > since - Duty.LONGEST)
    if until is not None:
        chosen = chosen.where(_DUTY.c.begins_at < until)
    return await listed(connection, chosen, (_DUTY.c.begins_at, _DUTY.c.id), DutyView.of, wanted)
