"""A part of a unit was exchanged in the field: the unit's history goes on with the new serial."""

from datetime import datetime

from aftercare_contracts.intake import AssetChanged
from aftercare_contracts.inventory import PartReplaced
from aftercare_kit.events import Received
from intake.application.asset.line import line_of
from intake.application.ports import Work
from intake.domain.asset import Asset, Replacement


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
    await _part_itself(work, asset, exchanged, event.time)
    changed = AssetChanged(
        asset_id=asset.id,
        part_no=fact.part_no,
        serial_on=fact.serial_on,
        serial_off=fact.serial_off,
    )
    work.announce(asset, changed, event.time)


async def _part_itself(work: Work, machine: Asset, exchanged: Replacement, at: datetime) -> None:
    """A part that is a unit of its own goes on under the serial number of what took its place."""
    if exchanged.serial_off is None or exchanged.serial_on is None:
        return
    part = await work.assets.find(serial=exchanged.serial_off)
    if part is None or part.id == machine.id or part.customer_id != machine.customer_id:
        return
    above = await line_of(part.id, work)
    if all(unit.id != machine.id for unit in above):
        return  # A part of another machine happens to bear that number.
    renames = await work.assets.find(serial=exchanged.serial_on) is None
    if part.exchange(exchanged, renames=renames):
        changed = AssetChanged(
            asset_id=part.id,
            part_no=exchanged.part_no,
            serial_on=exchanged.serial_on,
            serial_off=exchanged.serial_off,
        )
        work.announce(part, changed, at)
