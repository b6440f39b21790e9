"""Parts set aside for a scheme that will not be carried out are free again."""

from typing import Any

from aftercare_contracts.inventory import PartReleased
from aftercare_kit.events import Received
from inventory.application.ports import Work
from inventory.application.reservation.quantities import quantities
from inventory.application.reservation.serve import serve_waiting
from inventory.application.stock.ledger import Ledger, for_reservation
from inventory.domain.reservation import Reservation
from inventory.domain.stock import MovementKind


async def let_go(work: Work, reservation: Reservation, reason: str, cause: Received[Any]) -> None:
    """Release a reservation whose parts still lie in the store, and serve who waits for them."""
    freed = reservation.release()
    ledger = await Ledger.open(work, reservation.store, freed)
    ledger.book_all(
        MovementKind.RELEASE, freed, for_reservation(work, reservation, cause.time, cause)
    )
    released = PartReleased(
        request_id=reservation.request_id,
        reservation_id=reservation.id,
        scheme_id=reservation.scheme_id,
        reason=reason,
        lines=quantities(freed),
    )
    work.announce(reservation, released, cause.time)
    await serve_waiting(work, ledger, cause.time)
