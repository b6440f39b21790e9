"""A part of a unit was exchanged in the field: the unit's history goes on with the new serial."""

from aftercare_contracts.intake import AssetChanged
from aftercare_contracts.inventory import PartReplaced
from aftercare_kit.events import Received
from intake.application.ports import Work
from intake.domain.asset import Replacement


async def on_part_replaced(event: Received[PartReplaced], work: Work) -> None:
    """Add the exchange to the unit's history, once."""
    fact = event.data
    asset = await work.assets.get(fact.asset_id)
    exchanged = Replacement(
        request_id=fact.request_id,
        part_no=fact.part_no,
        serial_on=fact.serial_on,
        serial_off=fact.serial_off,
        at=event.time,
    )
    whole = fact.serial_off == asset.serial and fact.serial_on is not None
    # A serial number that another unit bears already stays with that unit; the history tells both.
    renames = whole and await work.assets.find(serial=fact.serial_on) is None
    if not asset.exchange(exchanged, renames=renames):
        return  # The same exchange told again.
    changed = AssetChanged(
        asset_id=asset.id,
        part_no=fact.part_no,
        serial_on=fact.serial_on,
        serial_off=fact.serial_off,
    )
    work.announce(asset, changed, event.time)
