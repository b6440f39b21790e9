"""Reservations in the order they were asked for, which is the order they are served in."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from inventory.adapters import tables
from inventory.application.rights import RIGHTS
from inventory.application.views import ReservationView

_RESERVATION = tables.reservation


async def list_reservations(
    connection: AsyncConnection,
    actor: Actor,
    *,
    request_id: UUID | None,
    store: str | None,
    state: str | None,
    wanted: Slice,
) -> Page[ReservationView]:
    """Reservations of a case, a store or all; a bound token sees the own centre's or jobs'."""
    RIGHTS.require(actor, "stock.read")
    chosen = _own(sa.select(_RESERVATION), actor)
    if request_id is not None:
        chosen = chosen.where(_RESERVATION.c.request_id == request_id)
    if store is not None:
        chosen = chosen.where(_RESERVATION.c.store == store)
    if state is not None:
        chosen = chosen.where(_RESERVATION.c.state == state)
    order = (_RESERVATION.c.requested_at, _RESERVATION.c.id)
    return await listed(connection, chosen, order, ReservationView.of, wanted)


async def show_reservation(
    connection: AsyncConnection, actor: Actor, reservation_id: UUID
) -> ReservationView:
    """One reservation with its lines."""
    RIGHTS.require(actor, "stock.read")
    chosen = _own(sa.select(_RESERVATION), actor).where(_RESERVATION.c.id == reservation_id)
    row = (await connection.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownRecord("reservation", reservation_id)
    return ReservationView.of(row)


def _own(chosen: sa.Select[Any], actor: Actor) -> sa.Select[Any]:
    if actor.centre is not None:
        chosen = chosen.where(_RESERVATION.c.centre == actor.centre)
    if actor.engineer_id is not None:
        chosen = chosen.where(_RESERVATION.c.engineer_id == actor.engineer_id)
    return chosen
