"""The product master."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.pages import Page, keyset, page_of
from intake.adapters import tables
from intake.adapters.work import PRODUCT_LINES
from intake.application.queries.listing import Slice
from intake.application.rights import RIGHTS
from intake.application.views import ProductLineView

_TABLE = tables.product_line


async def list_product_lines(
    connection: AsyncConnection, actor: Actor, wanted: Slice
) -> Page[ProductLineView]:
    """Lines by code, each with what the rules make of it."""
    RIGHTS.require(actor, "product_line.read")
    chosen = keyset(sa.select(_TABLE), (_TABLE.c.code, _TABLE.c.id), wanted.cursor, wanted.limit)
    rows = (await connection.execute(chosen)).all()
    kept, after = page_of(rows, wanted.limit, lambda row: (row.code, row.id))
    lines = [PRODUCT_LINES.from_row(row._mapping) for row in kept]  # noqa: SLF001
    return Page(items=[ProductLineView.of(line) for line in lines], next=after)
