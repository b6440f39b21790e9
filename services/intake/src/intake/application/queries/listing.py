"""Pages whose keys a function of the database finds (docs/decisions/0008)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.lists import Slice
from aftercare_kit.pages import place_after


def start_of(order: Sequence[sa.Column[Any]], wanted: Slice) -> tuple[Any, ...]:
    """Where a finder function begins and how many keys it gives: its last parameters."""
    place = place_after(order, wanted.cursor) or (None,) * len(order)
    return (*place, wanted.limit + 1)


async def keys(connection: AsyncConnection, finder: "sa.Function[Any]") -> list[UUID]:
    """The keys a finder function gives; see the migration that makes it."""
    return list((await connection.execute(sa.select(finder))).scalars())
