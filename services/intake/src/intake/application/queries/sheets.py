"""Rows for spreadsheets to download: the customer file as text, personal data masked."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from intake.adapters import tables
from intake.application.customer.sealing import unseal
from intake.application.queries.customers import within_reach
from intake.application.sheet.rows import MOST_ROWS, SheetName
from intake.domain import errors
from intake.domain.contact import HIDDEN
from intake.domain.site import masked_address

_CUSTOMER, _SITE, _ASSET = tables.customer, tables.site, tables.asset
_KEY = tables.subject_key
_OF_SITE = _CUSTOMER.c.id == _SITE.c.customer_id

_ROWS: Mapping[SheetName, sa.Select[Any]] = {
    SheetName.CUSTOMERS: sa.select(_CUSTOMER).order_by(_CUSTOMER.c.code),
    SheetName.SITES: sa.select(_SITE, _CUSTOMER.c.code.label("customer"), _KEY.c.key)
    .outerjoin(_KEY, _KEY.c.id == _SITE.c.id)
    .join(_CUSTOMER, _OF_SITE)
    .order_by(_SITE.c.code),
    SheetName.ASSETS: sa.select(
        _ASSET, _CUSTOMER.c.code.label("customer"), _SITE.c.code.label("site")
    )
    .join(_CUSTOMER, _CUSTOMER.c.id == _ASSET.c.customer_id)
    .join(_SITE, _SITE.c.id == _ASSET.c.site_id)
    .order_by(_ASSET.c.serial),
}


async def sheet_lines(
    connection: AsyncConnection,
    actor: Actor,
    name: SheetName,
    columns: Sequence[str],
    *,
    customer_id: UUID | None,
    defence: bool,
    personal: bool,
) -> list[list[str]]:
    """The rows within reach, in the order of their codes.

    Args:
        connection: a transaction inside the region.
        actor: whose reach counts.
        name: which sheet.
        columns: which columns, in this order.
        customer_id: only this customer's.
        defence: with those of defence customers.
        personal: addresses in full.

    Raises:
        SheetTooLong: more rows than one file takes.

    """
    chosen = _ROWS[name].where(*within_reach(actor, _CUSTOMER.c.id)).limit(MOST_ROWS + 1)
    if customer_id is not None:
        chosen = chosen.where(_CUSTOMER.c.id == customer_id)
    if not defence:
        chosen = chosen.where(_CUSTOMER.c.kind != "defence")
    rows = (await connection.execute(chosen)).mappings().all()
    if len(rows) > MOST_ROWS:
        raise errors.SheetTooLong(most=MOST_ROWS)
    lines: list[list[str]] = []
    for row in rows:
        cells = dict(row)
        if name is SheetName.SITES:
            address = unseal(row["key"], row["id"], row["sealed"]).get("address") or HIDDEN
            cells["address"] = address if personal else masked_address(address)
        lines.append([_text(cells[column]) for column in columns])
    return lines


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
