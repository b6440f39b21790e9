"""Parts used outside visits, in the order they were used."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from inventory.adapters import tables
from inventory.application.rights import RIGHTS
from inventory.application.views import UsageView

_USAGE = tables.part_usage


async def list_usages(
    connection: AsyncConnection,
    actor: Actor,
    *,
    request_id: UUID | None,
    store: str | None,
    wanted: Slice,
) -> Page[UsageView]:
    """Usages of a case, a store or all; a bound token sees the own centre's, or the own."""
    RIGHTS.require(actor, "stock.read")
    chosen = sa.select(_USAGE)
    if actor.engineer_id is not None:
        chosen = chosen.where(_USAGE.c.used_by == actor.subject)
    if actor.centre is not None:
        chosen = chosen.where(_USAGE.c.centre == actor.centre)
    if request_id is not None:
        chosen = chosen.where(_USAGE.c.request_id == request_id)
    if store is not None:
        chosen = chosen.where(_USAGE.c.store == store)
    return await listed(connection, chosen, (_USAGE.c.used_at, _USAGE.c.id), UsageView.of, wanted)
