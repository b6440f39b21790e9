"""The product master."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.adapters.work import PRODUCT_LINES
from intake.application.rights import RIGHTS
from intake.application.views import ProductLineView

_TABLE = tables.product_line


async def list_product_lines(
    connection: AsyncConnection, actor: Actor, wanted: Slice
) -> Page[ProductLineView]:
    """Lines by code, each with what the rules make of it."""
    RIGHTS.require(actor, "product_line.read")
    return await listed(connection, sa.select(_TABLE), (_TABLE.c.code, _TABLE.c.id), _show, wanted)


def _show(row: Any) -> ProductLineView:
    return ProductLineView.of(PRODUCT_LINES.from_row(row._asdict()))
