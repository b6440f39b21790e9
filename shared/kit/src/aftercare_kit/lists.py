"""How every list is answered: the page that was asked for, of whatever the asker may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import sqlalchemy as sa
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.pages import DEFAULT_LIMIT, CursorText, Limit, Page, keyset, page_of

T = TypeVar("T")


@dataclass(frozen=True)
class Slice:
    """Which page is wanted: what follows the cursor, or the first."""

    cursor: str | None = None
    limit: int = DEFAULT_LIMIT


async def _slice(cursor: CursorText = None, limit: Limit = DEFAULT_LIMIT) -> Slice:
    return Slice(cursor, limit)


Wanted = Annotated[Slice, Depends(_slice)]
"""A route's parameter: the page wanted, from the query parameters `cursor` and `limit`."""


async def listed(
    connection: AsyncConnection,
    chosen: sa.Select[Any],
    order: Sequence[sa.ColumnElement[Any]],
    show: Callable[[Any], T],
    wanted: Slice,
    *,
    newest_first: bool = False,
) -> Page[T]:
    """Run a select that is filtered already, and answer the wanted page of it.

    Args:
        connection: for reading.
        chosen: has the columns of the order under their own names.
        order: not null, the last one unique; each with an index.
        show: makes a row what the caller sees.
        wanted: which page.
        newest_first: go down instead of up.

    Raises:
        MalformedCursor: the cursor is none of this list.

    """
    page = keyset(chosen, order, wanted.cursor, wanted.limit, newest_first=newest_first)
    rows = (await connection.execute(page)).all()
    names = [column.key for column in order]
    kept, after = page_of(
        rows, wanted.limit, lambda row: tuple(getattr(row, str(name)) for name in names)
    )
    return Page(items=[show(row) for row in kept], next=after)


async def listed_together(
    connection: AsyncConnection,
    parts: Sequence[sa.Select[Any]],
    order: Sequence[str],
    show: Callable[[Any], T],
    wanted: Slice,
) -> Page[T]:
    """Like `listed`, for rows out of several selects with the same columns.

    Each select gives no more than a page of its own, so that each can go down an index.

    Args:
        connection: for reading.
        parts: each filtered already.
        order: names of columns, not null, the last one unique.
        show: makes a row what the caller sees.
        wanted: which page.

    Raises:
        MalformedCursor: the cursor is none of this list.

    """
    pages: list[sa.Select[Any]] = []
    for part in parts:
        rows = part.subquery()
        named = [rows.c[name] for name in order]
        page = keyset(sa.select(rows), named, wanted.cursor, wanted.limit)
        pages.append(sa.select(page.subquery()))
    whole = sa.union_all(*pages).subquery()
    columns = [whole.c[name] for name in order]
    return await listed(connection, sa.select(whole), columns, show, wanted)
