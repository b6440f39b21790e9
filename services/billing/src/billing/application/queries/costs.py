"""Costs outside visits, for whoever minds the money."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from billing.adapters import tables
from billing.adapters.work import COSTS
from billing.application.rights import RIGHTS, own_rows
from billing.application.views import CostView

_COST = tables.cost


async def list_costs(
    connection: AsyncConnection, actor: Actor, *, request_id: UUID | None, wanted: Slice
) -> Page[CostView]:
    """Costs in the order they were incurred."""
    RIGHTS.require(actor, "cost.read")
    chosen = sa.select(_COST).where(*own_rows(actor, _COST))
    if request_id is not None:
        chosen = chosen.where(_COST.c.request_id == request_id)
    return await listed(connection, chosen, (_COST.c.incurred_at, _COST.c.id), _view, wanted)


def _view(row: Any) -> CostView:
    return CostView.of(COSTS.from_row(row._asdict()))
