"""Faulty parts by their due time: the returns ledger (000-4.7a)."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from inventory.adapters import tables
from inventory.application.rights import RIGHTS
from inventory.application.views import ReturnView

_RETURN = tables.part_return


async def list_returns(
    connection: AsyncConnection,
    actor: Actor,
    *,
    request_id: UUID | None,
    state: str | None,
    wanted: Slice,
) -> Page[ReturnView]:
    """Returns by due time; a bound token sees the own centre's or the own jobs'."""
    RIGHTS.require(actor, "stock.read")
    chosen = _own(sa.select(_RETURN), actor)
    if request_id is not None:
        chosen = chosen.where(_RETURN.c.request_id == request_id)
    if state is not None:
        chosen = chosen.where(_RETURN.c.state == state)
    return await listed(connection, chosen, (_RETURN.c.due_at, _RETURN.c.id), ReturnView.of, wanted)


async def show_return(connection: AsyncConnection, actor: Actor, return_id: UUID) -> ReturnView:
    """One return with its inspection."""
    RIGHTS.require(actor, "stock.read")
    chosen = _own(sa.select(_RETURN), actor).where(_RETURN.c.id == return_id)
    row = (await connection.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownRecord("part_return", return_id)
    return ReturnView.of(row)


def _own(chosen: sa.Select[Any], actor: Actor) -> sa.Select[Any]:
    if actor.centre is not None:
        chosen = chosen.where(_RETURN.c.centre == actor.centre)
    if actor.engineer_id is not None:
        chosen = chosen.where(_RETURN.c.engineer_id == actor.engineer_id)
    return chosen
