"""The timeline of a case, in both languages."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.languages import Language
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from gateway.adapters.tables import timeline
from gateway.application.queries.find import find_case
from gateway.application.queries.scope import Scope
from gateway.application.rights import RIGHTS
from gateway.application.views.case import TimelineEntry
from gateway.domain.customers_eyes import CLOCKS, FACTS, facts_for_customer

_NAME = (
    sa.func.split_part(timeline.c.type, ".", 3)
    .concat(".")
    .concat(sa.func.split_part(timeline.c.type, ".", 4))
)
FOR_CUSTOMERS = sa.and_(
    _NAME.in_(FACTS),
    sa.or_(timeline.c.aggregate != "clock", timeline.c.facts["name"].astext.in_(CLOCKS)),
)
"""What `tells_customer` says, for the database."""


async def show_timeline(
    connection: AsyncConnection,
    actor: Actor,
    request: str,
    *,
    language: Language | None,
    wanted: Slice,
) -> Page[TimelineEntry]:
    """What happened to a case, oldest first."""
    RIGHTS.require(actor, "case.read")
    scope = Scope.of(actor)
    case = await find_case(connection, scope, request)
    return await timeline_of(connection, scope, case.request_id, language=language, wanted=wanted)


async def timeline_of(
    connection: AsyncConnection,
    scope: Scope,
    request_id: UUID,
    *,
    language: Language | None,
    wanted: Slice,
) -> Page[TimelineEntry]:
    """A page of the timeline of a case that is known to be in sight."""
    chosen = sa.select(timeline).where(timeline.c.request_id == request_id)
    if scope.reduced:
        chosen = chosen.where(FOR_CUSTOMERS)
    order = (timeline.c.occurred_at, timeline.c.id)
    return await listed(
        connection, chosen, order, lambda row: entry_of(row, scope, language), wanted
    )


def entry_of(row: Any, scope: Scope, language: Language | None = None) -> TimelineEntry:
    """A row of the timeline as the asker may see it."""
    title = {Language.EN: row.title_en, Language.ZH: row.title_zh}
    return TimelineEntry(
        event_id=row.event_id,
        request_id=row.request_id,
        service=row.service,
        type=row.type,
        aggregate_id=row.aggregate_id,
        aggregate_version=row.aggregate_version,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        title={language: title[language]} if language is not None else title,
        facts=facts_for_customer(name_of(row.type), row.facts) if scope.reduced else row.facts,
    )


def name_of(event_type: str) -> str:
    """Aggregate and fact of a type: `visit.departed`."""
    return ".".join(event_type.split(".")[2:4])
