"""Charges: finance's list, a customer's own, and one of them with its lines."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from billing.adapters import tables
from billing.adapters.work import CHARGES
from billing.application.rights import RIGHTS, own_rows
from billing.application.views import ChargeView

_CHARGE = tables.charge


async def list_charges(
    connection: AsyncConnection,
    actor: Actor,
    *,
    request_id: UUID | None,
    held: bool | None,
    wanted: Slice,
) -> Page[ChargeView]:
    """Charges by the time they were computed; a customer sees the own ones, unless held."""
    RIGHTS.require(actor, "charge.read")
    chosen = _visible(actor)
    if request_id is not None:
        chosen = chosen.where(_CHARGE.c.request_id == request_id)
    if held is not None:
        chosen = chosen.where(_CHARGE.c.held == held)
    order = (_CHARGE.c.computed_at, _CHARGE.c.id)
    return await listed(connection, chosen, order, _view, wanted)


async def show_charge(connection: AsyncConnection, actor: Actor, charge_id: UUID) -> ChargeView:
    """One charge with its lines."""
    RIGHTS.require(actor, "charge.read")
    chosen = _visible(actor).where(_CHARGE.c.id == charge_id)
    row = (await connection.execute(chosen)).mappings().one_or_none()
    if row is None:
        raise UnknownRecord("charge", charge_id)
    return ChargeView.of(CHARGES.from_row(cast("Mapping[str, Any]", row)))


def _visible(actor: Actor) -> sa.Select[tuple[object, ...]]:
    """Own rows; what is held is nobody's bill yet (002-4.5.3.1d)."""
    chosen = sa.select(_CHARGE).where(*own_rows(actor, _CHARGE))
    return chosen if actor.customer_id is None else chosen.where(_CHARGE.c.held.is_(False))


def _view(row: Any) -> ChargeView:
    return ChargeView.of(CHARGES.from_row(row._asdict()))
