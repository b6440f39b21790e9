"""What inventory says of a scheme's parts decides whether anybody may travel."""

from aftercare_contracts.inventory import PartReserved, PartShort
from aftercare_kit.events import Received
from dispatch.application.ports import Work
from dispatch.application.work_order.readiness import readiness
from dispatch.domain.work_order import Parts


async def on_part_reserved(event: Received[PartReserved], work: Work) -> None:
    """Every part of the scheme is set aside."""
    await _note(event, work, Parts.RESERVED)


async def on_part_short(event: Received[PartShort], work: Work) -> None:
    """Some part is missing: the visit waits."""
    await _note(event, work, Parts.SHORT)


async def _note(event: Received[PartReserved] | Received[PartShort], work: Work, p: Parts) -> None:
    order = await work.work_orders.find(request_id=event.data.request_id)
    if order is None or order.scheme_id != event.data.scheme_id or order.parts is p:
        return  # The scheme was withdrawn meanwhile; inventory lets its parts go.
    order.parts = p
    work.announce(order, readiness(order), max(event.time, order.last_act_at))
