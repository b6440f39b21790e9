"""Quotes: the quoting desk's list, a customer's own, and one of them with its lines."""

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
from billing.adapters.work import QUOTES
from billing.application.rights import RIGHTS, own_rows
from billing.application.views import QuoteView

_QUOTE = tables.quote


async def list_quotes(
    connection: AsyncConnection,
    actor: Actor,
    *,
    request_id: UUID | None,
    state: str | None,
    wanted: Slice,
) -> Page[QuoteView]:
    """Quotes by the time they were asked for; a customer sees the own ones, once offered."""
    RIGHTS.require(actor, "quote.read")
    chosen = _visible(actor)
    if request_id is not None:
        chosen = chosen.where(_QUOTE.c.request_id == request_id)
    if state is not None:
        chosen = chosen.where(_QUOTE.c.state == state)
    order = (_QUOTE.c.requested_at, _QUOTE.c.id)
    return await listed(connection, chosen, order, _view, wanted)


async def show_quote(connection: AsyncConnection, actor: Actor, quote_id: UUID) -> QuoteView:
    """One quote with its lines."""
    RIGHTS.require(actor, "quote.read")
    chosen = _visible(actor).where(_QUOTE.c.id == quote_id)
    row = (await connection.execute(chosen)).mappings().one_or_none()
    if row is None:
        raise UnknownRecord("quote", quote_id)
    return QuoteView.of(QUOTES.from_row(cast("Mapping[str, Any]", row)))


def _visible(actor: Actor) -> sa.Select[tuple[object, ...]]:
    """Own rows; a customer hears a price from the quoting desk first (002-4.5.3.1f)."""
    chosen = sa.select(_QUOTE).where(*own_rows(actor, _QUOTE))
    return chosen if actor.customer_id is None else chosen.where(_QUOTE.c.offered_at.is_not(None))


def _view(row: Any) -> QuoteView:
    return QuoteView.of(QUOTES.from_row(row._asdict()))
