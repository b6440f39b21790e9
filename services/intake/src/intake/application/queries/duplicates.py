"""While a need is taken in: which open requests of this customer may say the same already."""

from datetime import datetime
from uuid import UUID

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
    " where customer_id = :customer_id and (:centre is null or centre = :centre)"
    # Written out: with parameters the planner could not tell that the index of open ones serves.
    " and state in ('registered', 'triaged', 'in_service'){narrow}"
    " order by reported_at desc, id desc limit {most})"
)
_EITHER = Prepared(
    sa.text(
        _OPEN.format(narrow="", most=_LOOKED_AT)
        + " union "
        + _OPEN.format(narrow=" and asset_id = :asset_id", most=_MOST)
    ).bindparams(
        sa.bindparam("customer_id", type_=sa.Uuid),
        sa.bindparam("asset_id", type_=sa.Uuid),
        sa.bindparam("centre", type_=sa.Text),
    )
)
"""Asked with every registration: built once."""


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
    rows = await _EITHER.rows(
        connection, customer_id=customer_id, asset_id=asset_id, centre=actor.centre
    )
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
