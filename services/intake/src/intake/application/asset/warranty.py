"""A warranty ends soon: that is announced so many days before its last one (T26, 004-5.1.7.2)."""

from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_contracts.intake import WarrantyExpiring
from aftercare_kit.notices.notice import Notice
from aftercare_kit.roles import Role
from intake.application.ports import Work
from intake.application.request.cover import warranty_now
from intake.domain.asset import Asset
from intake.domain.entitlement import Warranty, days_before

WARRANTY_EXPIRING = "asset.warranty_expiring"


async def watch(work: Work, asset: Asset) -> None:
    """Have the end announced in time; a warranty that is over already is not watched.

    Called when a unit is entered or accepted. What else moves the end, such as a policy, is seen
    when the time has come.
    """
    await work.flush()
    due = await _due(work, asset)
    if due is None:
        await work.timers.cancel(WARRANTY_EXPIRING, asset.id)
    else:
        await work.timers.set(WARRANTY_EXPIRING, asset.id, due[1])


async def expires_soon(work: Work, asset_id: UUID) -> None:
    """Say so, if it still does; else look again when its end has come near."""
    asset = await work.assets.get(asset_id)
    found = await _due(work, asset)
    if found is None:
        return  # It ended meanwhile, or nobody knows any more when it began.
    warranty, due_at = found
    if due_at > work.now:
        await work.timers.set(WARRANTY_EXPIRING, asset_id, due_at)
        return
    expiring = WarrantyExpiring(
        asset_id=asset.id,
        customer_id=asset.customer_id,
        serial=asset.serial,
        product_line=asset.product_line,
        expires_on=warranty.last,
    )
    work.announce(asset, expiring)
    work.notify(
        Notice(
            kind="warranty-expiring",
            about="asset",
            about_id=asset.id,
            roles=(Role.SALES.value, Role.REGIONAL_MANAGER.value),
            centre=await _centre(work, asset),
            facts={"serial": asset.serial, "expires_on": warranty.last.isoformat()},
        )
    )


async def _due(work: Work, asset: Asset) -> tuple[Warranty, datetime] | None:
    """The warranty that runs or is to come, and when its end is to be announced."""
    unit = await work.lookups.unit(asset.customer_id, asset.id)
    policy, warranty = await warranty_now(work.lookups, unit, work.now)
    zone = ZoneInfo(unit.zone)
    if warranty is None or warranty.last < work.now.astimezone(zone).date():
        return None
    day = days_before(warranty.last, policy.get("warranty.ahead_days", int))
    return warranty, datetime.combine(day, time(), zone).astimezone(UTC)


async def _centre(work: Work, asset: Asset) -> str:
    return await work.customers.glance(asset.customer_id, "centre")
