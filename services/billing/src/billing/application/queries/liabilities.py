"""Liability decisions, those of one case or all."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.pages import Page, keyset, page_of
from billing.adapters import tables
from billing.adapters.work import LIABILITIES
from billing.application.rights import RIGHTS, own_rows
from billing.application.views import LiabilityView

_LIABILITY = tables.liability


async def list_liabilities(
    connection: AsyncConnection,
    actor: Actor,
    *,
    request_id: UUID | None,
    state: str | None,
    cursor: str | None,
    limit: int,
) -> Page[LiabilityView]:
    """Decisions by the time the question arose."""
    RIGHTS.require(actor, "liability.read")
    chosen = sa.select(_LIABILITY).where(*own_rows(actor, _LIABILITY))
    if request_id is not None:
        chosen = chosen.where(_LIABILITY.c.request_id == request_id)
    if state is not None:
        chosen = chosen.where(_LIABILITY.c.state == state)
    page = keyset(chosen, (_LIABILITY.c.opened_at, _LIABILITY.c.id), cursor, limit)
    rows = (await connection.execute(page)).mappings().all()
    kept, after = page_of(rows, limit, lambda row: (row["opened_at"], row["id"]))
    return Page(items=[LiabilityView.of(LIABILITIES.from_row(row)) for row in kept], next=after)
