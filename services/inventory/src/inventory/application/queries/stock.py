"""What lies where, and the ledger it follows from."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from inventory.adapters import tables
from inventory.application.rights import RIGHTS
from inventory.application.views import MovementView, StockView

_STORE, _LEVEL, _MOVEMENT = tables.store, tables.stock_level, tables.movement


async def list_stock(
    connection: AsyncConnection,
    actor: Actor,
    *,
    store: str | None,
    part_no: str | None,
    wanted: Slice,
) -> Page[StockView]:
    """Levels by store and part; a token bound to a centre sees that centre's stores only."""
    RIGHTS.require(actor, "stock.read")
    free = (_LEVEL.c.on_hand - _LEVEL.c.reserved).label("free")
    chosen = _narrowed(sa.select(_LEVEL, free), _LEVEL, actor, store, part_no)
    return await listed(
        connection, chosen, (_LEVEL.c.store, _LEVEL.c.part_no), StockView.of, wanted
    )


async def list_movements(
    connection: AsyncConnection,
    actor: Actor,
    *,
    store: str | None,
    part_no: str | None,
    request_id: UUID | None,
    wanted: Slice,
) -> Page[MovementView]:
    """The ledger, newest line first; scoped like the stock itself.

    Lines are numbered while their level is locked, so those of a level stand in booking order.
    """
    RIGHTS.require(actor, "ledger.read")
    chosen = _narrowed(sa.select(_MOVEMENT), _MOVEMENT, actor, store, part_no)
    if request_id is not None:
        chosen = chosen.where(_MOVEMENT.c.request_id == request_id)
    return await listed(
        connection, chosen, (_MOVEMENT.c.line,), MovementView.of, wanted, newest_first=True
    )


def _narrowed(
    chosen: sa.Select[Any],
    table: sa.Table,
    actor: Actor,
    store: str | None,
    part_no: str | None,
) -> sa.Select[Any]:
    if store is not None:
        chosen = chosen.where(table.c.store == store)
    if part_no is not None:
        chosen = chosen.where(table.c.part_no == part_no)
    if actor.centre is not None:
        own = sa.select(_STORE.c.code).where(_STORE.c.centre == actor.centre)
        chosen = chosen.where(table.c.store.in_(own))
    return chosen
