"""What held for a unit when it failed, asked for any moment (000-1, 004-5.1.7.2)."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from intake.adapters import tables
from intake.adapters.lookups import SqlLookups
from intake.application.queries.customers import show_asset
from intake.application.request.cover import cover_at
from intake.application.views import CoverView, EntitlementView, ReasonView, RemediesView
from intake.domain.departments import FaultKind


async def show_cover(
    connection: AsyncConnection,
    actor: Actor,
    asset_id: UUID,
    *,
    at: datetime | None,
    part: str | None,
    fault_kind: FaultKind | None,
) -> CoverView:
    """Decide as triage would have: nothing of it is kept, it follows from the file."""
    asset = await show_asset(connection, actor, asset_id)
    lookups = SqlLookups(connection)
    unit = await lookups.unit(asset.customer_id, asset_id)
    moment = at or datetime.now(UTC)
    repairs = await _repairs(connection, asset_id, fault_kind, unit.zone)
    held, answer = await cover_at(lookups, unit, moment, part=part, repairs=repairs)
    return CoverView(
        asset_id=asset_id,
        on=moment.astimezone(ZoneInfo(unit.zone)).date(),
        part=part,
        policy=held.policy.name,
        policy_version=held.policy.version,
        entitlement=EntitlementView.of(answer.entitlement),
        reasons=[ReasonView.of(reason) for reason in answer.reasons],
        remedies=None if answer.remedies is None else RemediesView.of(answer.remedies),
    )


async def _repairs(
    connection: AsyncConnection, asset_id: UUID, fault_kind: FaultKind | None, zone: str
) -> list[date]:
    """The days on which such a fault of the unit was cleared before, by the centre's calendar."""
    if fault_kind is None:
        return []
    request = tables.request
    chosen = sa.select(request.c.resolved_at).where(
        request.c.asset_id == asset_id,
        request.c.resolved_at.is_not(None),
        request.c.judgement["fault_kind"].as_string() == fault_kind.value,
    )
    moments = (await connection.execute(chosen)).scalars()
    return [moment.astimezone(ZoneInfo(zone)).date() for moment in moments]
