"""While a need is taken in: which open requests of this customer may say the same already."""

from datetime import datetime
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.driver import Prepared
from intake.application.rights import RIGHTS, own_customer
from intake.application.views import RequestView, View
from intake.domain.likeness import likeness

ALIKE = 0.5
"""From this likeness on, a request about another unit of the customer is a candidate."""

_LOOKED_AT = 100
_MOST = 10
_OPEN = (
    "(select id, number, asset_id, asset_serial, subject, state, reported_at from request"
    " where customer_id = :customer_id and (:reach is null or centre = :reach)"
    # Written out: with parameters the planner could not tell that the index of open ones serves.
    " and state in ('registered', 'triaged', 'in_service'){narrow}"
    " order by reported_at desc, id desc limit {most})"
)
CANDIDATES = sa.text(
    "(select json_agg(o)::text from ({} union {}) o) as candidates".format(  # noqa: S608
        _OPEN.format(narrow="", most=_LOOKED_AT),
        _OPEN.format(narrow=" and asset_id = :asset_id", most=_MOST),
    )
).bindparams(
    sa.bindparam("customer_id", type_=sa.Uuid),
    sa.bindparam("asset_id", type_=sa.Uuid),
    sa.bindparam("reach", type_=sa.Text),
)
"""Open requests to compare with, as one value: a column beside what else is asked about a unit."""
_ALONE = Prepared(sa.select(CANDIDATES))


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
    RIGHTS.require(actor, "request.read")
    if own_customer(actor) not in {None, customer_id}:
        return []
    rows = await _ALONE.rows(
        connection, customer_id=customer_id, asset_id=asset_id, reach=actor.centre
    )
    return likeliest(rows[0][0], asset_id=asset_id, subject=subject)


def likeliest(candidates: str | None, *, asset_id: UUID, subject: str) -> list[DuplicateView]:
    """Those of the `CANDIDATES` that may say the same; the likeliest, then the latest, first."""
    if candidates is None:
        return []
    unit = str(asset_id)
    judged = [
        (row["asset_id"] == unit, likeness(subject, row["subject"]), row)
        for row in orjson.loads(candidates)
    ]
    alike = [
        DuplicateView.model_validate({**row, "same_unit": same, "likeness": round(degree, 2)})
        for same, degree, row in judged
        if same or degree >= ALIKE
    ]
    alike.sort(key=lambda each: (each.same_unit, each.likeness, each.reported_at), reverse=True)
    return alike[:_MOST]


class RegisteredView(RequestView):
    """A request as it was just taken in, with the open ones that may say the same."""

    duplicates: list[DuplicateView] = []
