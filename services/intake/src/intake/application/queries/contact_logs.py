"""The volumes of contacts: by year, channel and direction, the latest first."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.application.contact_log.keep import ContactLogView
from intake.application.queries.customers import within_reach
from intake.application.rights import RIGHTS
from intake.domain.contact_log import Direction
from intake.domain.request import Channel

_LOG = tables.contact_log


@dataclass(frozen=True)
class LogFilter:
    """What narrows the volume."""

    customer_id: UUID | None = None
    request_id: UUID | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    year: int | None = None


async def list_contact_logs(
    connection: AsyncConnection, actor: Actor, *, narrow: LogFilter, wanted: Slice
) -> Page[ContactLogView]:
    """Contacts, the latest first; a year is one of UTC."""
    RIGHTS.require(actor, "contact_log.read")
    chosen = sa.select(_LOG).where(*within_reach(actor, _LOG.c.customer_id))
    for name in ("customer_id", "request_id", "channel", "direction"):
        value = getattr(narrow, name)
        if value is not None:
            chosen = chosen.where(_LOG.c[name] == value)
    if narrow.year is not None:
        first = sa.func.make_timestamptz(narrow.year, 1, 1, 0, 0, 0, "UTC")
        after = sa.func.make_timestamptz(narrow.year + 1, 1, 1, 0, 0, 0, "UTC")
        chosen = chosen.where(_LOG.c.happened_at >= first, _LOG.c.happened_at < after)
    order = (_LOG.c.happened_at, _LOG.c.id)
    return await listed(connection, chosen, order, ContactLogView.of, wanted, newest_first=True)
