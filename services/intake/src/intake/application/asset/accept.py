"""The customer accepts a unit: its warranty counts from that day (000-3.3)."""

from datetime import timedelta
from uuid import UUID

from aftercare_contracts.intake import AssetAccepted
from aftercare_kit.errors import ActInTheFuture
from aftercare_kit.fields import Body
from intake.application.fields import Day
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import AssetView
from intake.domain.asset import Asset

_EAST_OF_UTC = timedelta(hours=14)


class AcceptAsset(Body):
    """The day on the acceptance papers."""

    accepted_on: Day


async def accept_asset(command: AcceptAsset, asset_id: UUID, work: Work) -> AssetView:
    """Note the acceptance, once."""
    RIGHTS.require(work.actor, "asset.keep")
    # Nowhere has that day begun yet: the earliest zone is fourteen hours ahead.
    if command.accepted_on > (work.now + _EAST_OF_UTC).date():
        raise ActInTheFuture(field="accepted_on")
    asset: Asset = await work.assets.target(asset_id)
    asset.accept(command.accepted_on)
    work.announce(asset, AssetAccepted(asset_id=asset.id, accepted_on=command.accepted_on))
    return AssetView.of(asset)
