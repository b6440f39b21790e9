"""Liability decisions, those of one case or all."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
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
    wanted: Slice,
) -> Page[LiabilityView]:
    """Decisions by the time the question arose."""
    RIGHTS.require(actor, "liability.read")
    chosen = sa.select(_LIABILITY).where(*own_rows(actor, _LIABILITY))
    if request_id is not None:
        chosen = chosen.where(_LIABILITY.c.request_id == request_id)
    if state is not None:
        chosen = chosen.where(_LIABILITY.c.state == state)
    order = (_LIABILITY.c.opened_at, _LIABILITY.c.id)
    return await listed(connection, chosen, order, _view, wanted)


def _view(row: Any) -> LiabilityView:
    return LiabilityView.of(LIABILITIES.from_row(row._asdict()))
