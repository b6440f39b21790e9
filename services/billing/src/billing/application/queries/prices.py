"""The price list."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.pages import Page, keyset, page_of
from billing.adapters import tables
from billing.adapters.work import PRICES
from billing.application.rights import RIGHTS
from billing.application.views import PriceView

_PRICE = tables.price


async def list_prices(
    connection: AsyncConnection,
    actor: Actor,
    *,
    part_no: str | None,
    cursor: str | None,
    limit: int,
) -> Page[PriceView]:
    """Prices by part number."""
    RIGHTS.require(actor, "price.read")
    chosen = sa.select(_PRICE)
    if part_no is not None:
        chosen = chosen.where(_PRICE.c.part_no == part_no)
    page = keyset(chosen, (_PRICE.c.part_no, _PRICE.c.id), cursor, limit)
    rows = (await connection.execute(page)).mappings().all()
    kept, after = page_of(rows, limit, lambda row: (row["part_no"], row["id"]))
    return Page(items=[PriceView.of(PRICES.from_row(row)) for row in kept], next=after)
