"""What inventory says of a scheme's parts decides whether anybody may travel."""

from aftercare_contracts.inventory import PartReserved, PartShort
from aftercare_kit.events import Received
from dispatch.application.ports import Work
from dispatch.application.reactions.order_by_scheme import order_going_by
from dispatch.application.work_order.readiness import readiness
from dispatch.domain.readiness import Parts


async def on_part_reserved(event: Received[PartReserved], work: Work) -> None:
    """Every part of the scheme is set aside."""
    await _note(event, work, Parts.RESERVED)


async def on_part_short(event: Received[PartShort], work: Work) -> None:
    """Some part is missing: the visit waits."""
    await _note(event, work, Parts.SHORT)


async def _note(event: Received[PartReserved] | Received[PartShort], work: Work, p: Parts) -> None:
    order = await order_going_by(work, event.data.request_id, event.data.scheme_id)
    if order is None or order.parts is p:
        return  # The scheme was carried out or withdrawn meanwhile, or we know already.
    order.parts = p
    work.announce(order, readiness(order), max(event.time, order.last_act_at))
