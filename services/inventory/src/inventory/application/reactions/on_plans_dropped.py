"""A withdrawn scheme or a cancelled work order gives back what was set aside for it."""

from aftercare_contracts.dispatch import SchemeWithdrawn, WorkOrderCancelled
from aftercare_kit.events import Received
from inventory.application.ports import Work
from inventory.application.reservation.let_go import let_go


async def on_scheme_withdrawn(event: Received[SchemeWithdrawn], work: Work) -> None:
    """Let the scheme's parts go; those with an engineer come back with the broken-off visit."""
    reservation = await work.reservations.find(scheme_id=event.data.scheme_id)
    if reservation is None or not reservation.held:
        return  # It needed no parts, they were let go already, or they are with the engineer.
    await let_go(work, reservation, event.data.reason, event)


async def on_work_order_cancelled(event: Received[WorkOrderCancelled], work: Work) -> None:
    """Let go whatever is still set aside, should a withdrawal not have come through yet."""
    for reservation in await work.reservations.every(work_order_id=event.data.work_order_id):
        if reservation.held:
            await let_go(work, reservation, event.data.reason, event)
