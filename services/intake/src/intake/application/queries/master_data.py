"""Service centres and published policies."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.application.rights import RIGHTS
from intake.application.views import CentreView, PolicyView

_CENTRE, _POLICY = tables.service_centre, tables.policy


async def list_centres(
    connection: AsyncConnection, actor: Actor, *, wanted: Slice
) -> Page[CentreView]:
    """Centres by code."""
    RIGHTS.require(actor, "centre.read")
    order = (_CENTRE.c.code, _CENTRE.c.id)
    return await listed(connection, sa.select(_CENTRE), order, CentreView.of, wanted)


async def list_policies(
    connection: AsyncConnection, actor: Actor, *, preset: str | None, wanted: Slice
) -> Page[PolicyView]:
    """Published versions, by preset and version; version 1 is the preset as shipped."""
    RIGHTS.require(actor, "policy.read")
    chosen = sa.select(_POLICY)
    if preset is not None:
        chosen = chosen.where(_POLICY.c.preset == preset)
    order = (_POLICY.c.preset, _POLICY.c.policy_version, _POLICY.c.id)
    return await listed(connection, chosen, order, PolicyView.of, wanted)
