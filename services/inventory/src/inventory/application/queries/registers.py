"""The registers of parts and stores."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.pages import Page, keyset, page_of
from inventory.adapters import tables
from inventory.application.rights import RIGHTS
from inventory.application.views import PartView, StoreView

_PART, _STORE = tables.part, tables.store


async def list_parts(
    connection: AsyncConnection, actor: Actor, *, cursor: str | None, limit: int
) -> Page[PartView]:
    """Parts by number; the register is the same for every centre of the region."""
    RIGHTS.require(actor, "stock.read")
    page = keyset(sa.select(_PART), (_PART.c.part_no,), cursor, limit)
    rows = (await connection.execute(page)).all()
    kept, after = page_of(rows, limit, lambda row: (row.part_no,))
    return Page(items=[PartView.of(row) for row in kept], next=after)


async def list_stores(
    connection: AsyncConnection, actor: Actor, *, cursor: str | None, limit: int
) -> Page[StoreView]:
    """Stores by code; a token bound to a centre sees that centre's only."""
    RIGHTS.require(actor, "stock.read")
    chosen = sa.select(_STORE)
    if actor.centre is not None:
        chosen = chosen.where(_STORE.c.centre == actor.centre)
    page = keyset(chosen, (_STORE.c.code,), cursor, limit)
    rows = (await connection.execute(page)).all()
    kept, after = page_of(rows, limit, lambda row: (row.code,))
    return Page(items=[StoreView.of(row) for row in kept], next=after)
