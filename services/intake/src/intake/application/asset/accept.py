"""The customer accepts a unit: its warranty counts from that day (000-3.3)."""

from uuid import UUID

from aftercare_contracts.intake import AssetAccepted
from aftercare_kit.fields import Body
from intake.application.asset.days import must_have_come
from intake.application.asset.warranty import watch
from intake.application.customer.reach import customer_within_reach
from intake.application.fields import Day
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import AssetView


class AcceptAsset(Body):
    """The day on the acceptance papers."""

    accepted_on: Day


async def accept_asset(command: AcceptAsset, asset_id: UUID, work: Work) -> AssetView:
    """Note the acceptance, once."""
    RIGHTS.require(work.actor, "asset.keep")
    must_have_come(work, command.accepted_on, field="accepted_on")
    asset = await work.assets.target(asset_id)
    await customer_within_reach(work, asset.customer_id, "asset", asset_id)
    asset.accept(command.accepted_on)
    work.announce(asset, AssetAccepted(asset_id=asset.id, accepted_on=command.accepted_on))
    await watch(work, asset)
    return AssetView.of(asset)
