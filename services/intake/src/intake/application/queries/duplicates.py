"""While a need is taken in: which open requests of this customer may say the same already."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from intake.adapters import tables
from intake.application.queries.requests import reachable
from intake.application.views import RequestView, View
from intake.domain.likeness import likeness

ALIKE = 0.5
"""From this likeness on, a request about another unit of the customer is a candidate."""

_COLUMNS = ("id", "number", "asset_id", "asset_serial", "subject", "state", "reported_at")
_LOOKED_AT = 100
_MOST = 10
_REQUEST = tables.request
# Written out: with parameters the planner could not tell that the index of open requests serves.
_OPEN = sa.text("request.state in ('registered', 'triaged', 'in_service')")


class DuplicateView(View):
    """An open request that may be the same need."""

    id: UUID
    number: str
    asset_id: UUID
    asset_serial: str
    subject: str
    state: str
    reported_at: datetime
    same_unit: bool
    likeness: float


async def find_duplicates(
    connection: AsyncConnection,
    actor: Actor,
    *,
    customer_id: UUID,
    asset_id: UUID,
    subject: str,
) -> list[DuplicateView]:
    """Open requests of the customer about the same unit, or in similar words; likeliest first."""
    latest = (_REQUEST.c.reported_at.desc(), _REQUEST.c.id.desc())
    open_ones = (
        sa.select(*(_REQUEST.c[name] for name in _COLUMNS))
        .where(*reachable(actor), _REQUEST.c.customer_id == customer_id, _OPEN)
        .order_by(*latest)
        .limit(_LOOKED_AT)
    )
    about_it = open_ones.where(_REQUEST.c.asset_id == asset_id).limit(_MOST)
    either = sa.union(open_ones.subquery().select(), about_it.subquery().select())
    rows = (await connection.execute(either)).mappings().all()
    judged = [(row["asset_id"] == asset_id, likeness(subject, row["subject"]), row) for row in rows]
    alike = [each for each in judged if each[0] or each[1] >= ALIKE]
    alike.sort(key=lambda each: (each[0], each[1], each[2]["reported_at"]), reverse=True)
    return [
        DuplicateView.model_validate({**row, "same_unit": same, "likeness": round(degree, 2)})
        for same, degree, row in alike[:_MOST]
    ]


class RegisteredView(RequestView):
    """A request as it was just taken in, with the open ones that may say the same."""

    duplicates: list[DuplicateView] = []
