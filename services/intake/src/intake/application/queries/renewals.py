"""Contracts to be renewed."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.application.rights import RIGHTS
from intake.application.views import RenewalView
from intake.domain.renewal import RenewalState

_TABLE = tables.renewal


def _chosen(actor: Actor) -> "sa.Select[tuple[object, ...]]":
    RIGHTS.require(actor, "renewal.read")
    chosen = sa.select(_TABLE)
    return chosen if actor.centre is None else chosen.where(_TABLE.c.centre == actor.centre)


async def list_renewals(
    connection: AsyncConnection, actor: Actor, *, state: RenewalState | None, wanted: Slice
) -> Page[RenewalView]:
    """Renewals, what ends first first."""
    chosen = _chosen(actor)
    if state is not None:
        chosen = chosen.where(_TABLE.c.state == state)
    return await listed(connection, chosen, (_TABLE.c.ends_on, _TABLE.c.id), RenewalView.of, wanted)


async def show_renewal(connection: AsyncConnection, actor: Actor, renewal_id: UUID) -> RenewalView:
    """One renewal."""
    row = (await connection.execute(_chosen(actor).where(_TABLE.c.id == renewal_id))).one_or_none()
    if row is None:
        raise UnknownRecord("renewal", renewal_id)
    return RenewalView.of(row)
