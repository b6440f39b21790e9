"""Campaigns over affected units."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.application.rights import RIGHTS
from intake.application.views import CampaignView

_TABLE = tables.campaign


async def list_campaigns(
    connection: AsyncConnection, actor: Actor, wanted: Slice
) -> Page[CampaignView]:
    """Campaigns by code."""
    RIGHTS.require(actor, "campaign.read")
    order = (_TABLE.c.code, _TABLE.c.id)
    return await listed(connection, sa.select(_TABLE), order, CampaignView.of, wanted)
