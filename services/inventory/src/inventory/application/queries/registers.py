"""The registers of parts and stores."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from inventory.adapters import tables
from inventory.application.rights import RIGHTS
from inventory.application.views import PartView, StoreView

_PART, _STORE = tables.part, tables.store


async def list_parts(connection: AsyncConnection, actor: Actor, *, wanted: Slice) -> Page[PartView]:
    """Parts by number; the register is the same for every centre of the region."""
    RIGHTS.require(actor, "stock.read")
    return await listed(connection, sa.select(_PART), (_PART.c.part_no,), PartView.of, wanted)


async def list_stores(
    connection: AsyncConnection, actor: Actor, *, wanted: Slice
) -> Page[StoreView]:
    """Stores by code; a token bound to a centre sees that centre's only."""
    RIGHTS.require(actor, "stock.read")
    chosen = sa.select(_STORE)
    if actor.centre is not None:
        chosen = chosen.where(_STORE.c.centre == actor.centre)
    return await listed(connection, chosen, (_STORE.c.code,), StoreView.of, wanted)
