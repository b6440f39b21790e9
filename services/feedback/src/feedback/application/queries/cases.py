"""Pages and single records of what belongs to a case, cut to the asker's reach."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from feedback.application.scope import narrowed

T = TypeVar("T")


@dataclass(frozen=True)
class Narrow:
    """What a list is narrowed to, where anything is."""

    state: str | None
    request_id: UUID | None


async def rows_of(
    connection: AsyncConnection,
    actor: Actor,
    table: sa.Table,
    order: sa.Column[Any],
    show: Callable[[Any], T],
    narrow: Narrow,
    wanted: Slice,
) -> Page[T]:
    """One page of a table in the order of a time column."""
    chosen = narrowed(sa.select(table), table, actor)
    if narrow.state is not None:
        chosen = chosen.where(table.c.state == narrow.state)
    if narrow.request_id is not None:
        chosen = chosen.where(table.c.request_id == narrow.request_id)
    return await listed(connection, chosen, (order, table.c.id), show, wanted)


async def row_of(connection: AsyncConnection, actor: Actor, table: sa.Table, key: UUID) -> Any:
    """One row.

    Raises:
        UnknownRecord: there is none, or it is beyond the actor's reach.

    """
    chosen = narrowed(sa.select(table).where(table.c.id == key), table, actor)
    row = (await connection.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownRecord(table.name, key)
    return row
