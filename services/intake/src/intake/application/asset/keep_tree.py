"""A unit's place among units, its papers, its commissioning and its versions."""

from uuid import UUID

from aftercare_contracts.intake import (
    AssetCommissioned,
    AssetMoved,
    AssetPapersKept,
    AssetVersionChanged,
)
from aftercare_kit.fields import Body, Code, Line, Moment
from intake.application.asset.days import must_have_come
from intake.application.asset.line import line_of
from intake.application.customer.reach import customer_within_reach
from intake.application.fields import Day
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import AssetView
from intake.domain.asset import Asset
from intake.domain.papers import ManualItem, NameplateItem


class PlaceAsset(Body):
    """Of which unit it is a part from now on; none where it stands by itself."""

    parent_id: UUID | None
    main_part: bool = False


class CommissionAsset(Body):
    """The day it was put into service."""

    commissioned_on: Day


class RunVersion(Body):
    """Which version of a component, such as `software`, runs now."""

    component: Code
    version: Line
    occurred_at: Moment | None = None


class KeepPapers(Body):
    """What nameplate and manual say, item by item."""

    nameplate: dict[NameplateItem, Line] = {}
    manual: dict[ManualItem, Line] = {}


async def place_asset(command: PlaceAsset, asset_id: UUID, work: Work) -> AssetView:
    """Move a part, with all that is below it."""
    RIGHTS.require(work.actor, "asset.keep")
    asset = await _within_reach(work, asset_id)
    line = [] if command.parent_id is None else await line_of(command.parent_id, work)
    asset.stand_in(line)
    asset.main_part = command.main_part and bool(line)
    moved = AssetMoved(asset_id=asset.id, parent_id=asset.parent_id, main_part=asset.main_part)
    work.announce(asset, moved)
    return AssetView.of(asset)


async def commission_asset(command: CommissionAsset, asset_id: UUID, work: Work) -> AssetView:
    """Note the commissioning, once."""
    RIGHTS.require(work.actor, "asset.keep")
    must_have_come(work, command.commissioned_on, field="commissioned_on")
    asset = await _within_reach(work, asset_id)
    asset.commission(command.commissioned_on)
    commissioned = AssetCommissioned(
        asset_id=asset.id,
        customer_id=asset.customer_id,
        commissioned_on=command.commissioned_on,
    )
    work.announce(asset, commissioned)
    return AssetView.of(asset)


async def run_version(command: RunVersion, asset_id: UUID, work: Work) -> AssetView:
    """Note a component's version and tell its change (003-2.1c)."""
    RIGHTS.require(work.actor, "asset.version")
    at = work.moment(command.occurred_at)
    asset = await _within_reach(work, asset_id)
    changed = asset.run(command.component, command.version, at)
    if changed is not None:
        told = AssetVersionChanged(
            asset_id=asset.id,
            component=changed.component,
            was=changed.was,
            now=changed.now,
        )
        work.announce(asset, told, at)
    return AssetView.of(asset)


async def keep_papers(command: KeepPapers, asset_id: UUID, work: Work) -> AssetView:
    """Keep what nameplate and manual say; what is missing is shown (004-5.2.1.1)."""
    RIGHTS.require(work.actor, "asset.keep")
    asset = await _within_reach(work, asset_id)
    asset.nameplate = {str(item): said for item, said in command.nameplate.items()}
    asset.manual = {str(item): said for item, said in command.manual.items()}
    work.announce(asset, AssetPapersKept(asset_id=asset.id))
    return AssetView.of(asset)


async def _within_reach(work: Work, asset_id: UUID) -> Asset:
    asset = await work.assets.target(asset_id)
    await customer_within_reach(work, asset.customer_id, "asset", asset_id)
    return asset
