"""Free stock goes to the reservations that wait for it, the oldest first."""

from datetime import datetime

from inventory.application.ports import Work
from inventory.application.reservation.claim import claim
from inventory.application.stock.ledger import Ledger


async def serve_waiting(work: Work, ledger: Ledger, at: datetime) -> None:
    """Give what is free in these books to short reservations of the store.

    Asked with the levels locked, so no reservation that came up short before is overlooked. A
    reservation that is being withdrawn meanwhile can make for a deadlock; the kit tries it again.

    Args:
        work: the open transaction.
        ledger: the books of the parts that became free.
        at: when they did.

    """
    if not ledger.any_free:
        return
    for key in await work.shelves.waiting(ledger.store, ledger.levels):
        reservation = await work.reservations.get(key)
        if ledger.obtainable(reservation.missing):
            await claim(work, ledger, reservation, at)
        if not ledger.any_free:
            return
