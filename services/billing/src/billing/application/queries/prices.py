"""The price list."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
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
    wanted: Slice,
) -> Page[PriceView]:
    """Prices by part number."""
    RIGHTS.require(actor, "price.read")
    chosen = sa.select(_PRICE)
    if part_no is not None:
        chosen = chosen.where(_PRICE.c.part_no == part_no)
    order = (_PRICE.c.part_no, _PRICE.c.id)
    return await listed(connection, chosen, order, _view, wanted)


def _view(row: Any) -> PriceView:
    return PriceView.of(PRICES.from_row(row._asdict()))
