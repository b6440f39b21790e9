"""One page of a table as views: how every list of intake is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.pages import DEFAULT_LIMIT, Page, keyset, page_of, place_after
from intake.application.views import View

V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Slice:
    """Which page is wanted."""

    cursor: str | None = None
    limit: int = DEFAULT_LIMIT


async def listed(
    connection: AsyncConnection,
    chosen: sa.Select[Any],
    view: type[V],
    order: Sequence[sa.Column[Any]],
    wanted: Slice,
    *,
    newest_first: bool = False,
) -> Page[V]:
    """Run a filtered select and answer the wanted page.

    Args:
        connection: a reading transaction.
        chosen: whole rows of one table.
        view: what each row is shown as.
        order: the list's columns, the id last.
        wanted: which page.
        newest_first: go down instead of up.

    """
    page = keyset(chosen, order, wanted.cursor, wanted.limit, newest_first=newest_first)
    rows = (await connection.execute(page)).all()
    names = [column.name for column in order]
    kept, after = page_of(
        rows, wanted.limit, lambda row: tuple(getattr(row, name) for name in names)
    )
    return Page(items=[view.of(row) for row in kept], next=after)


def start_of(order: Sequence[sa.Column[Any]], wanted: Slice) -> tuple[Any, ...]:
    """Where a finder function begins and how many keys it gives: its last parameters."""
    place = place_after(order, wanted.cursor) or (None,) * len(order)
    return (*place, wanted.limit + 1)


async def keys(connection: AsyncConnection, finder: "sa.Function[Any]") -> list[UUID]:
    """The keys a finder function gives; see the migration that makes it."""
    return list((await connection.execute(sa.select(finder))).scalars())
