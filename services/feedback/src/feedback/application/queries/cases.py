"""Pages and single records of what belongs to a case, cut to the asker's reach."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.pages import keyset, page_of
from feedback.application.scope import narrowed


async def rows_of(
    connection: AsyncConnection,
    actor: Actor,
    table: sa.Table,
    order: sa.Column[Any],
    *,
    state: str | None,
    request_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> tuple[Sequence[Any], str | None]:
    """One page of a table in the order of a time column, and the cursor of the next."""
    chosen = narrowed(sa.select(table), table, actor)
    if state is not None:
        chosen = chosen.where(table.c.state == state)
    if request_id is not None:
        chosen = chosen.where(table.c.request_id == request_id)
    page = keyset(chosen, (order, table.c.id), cursor, limit)
    rows = (await connection.execute(page)).all()
    return page_of(rows, limit, lambda row: (getattr(row, order.name), row.id))


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
