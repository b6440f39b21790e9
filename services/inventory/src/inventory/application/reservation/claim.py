"""Sets aside what a store has of a scheme's parts, and says what came of it."""

from datetime import datetime
from typing import Any

from aftercare_contracts.inventory import PartReserved, PartShort
from aftercare_contracts.values import PartQuantity, ShortLine
from aftercare_kit.events import Received
from inventory.application.ports import Work
from inventory.application.stock.ledger import Ledger, for_reservation
from inventory.domain.reservation import Reservation
from inventory.domain.stock import MovementKind


async def claim(
    work: Work,
    ledger: Ledger,
    reservation: Reservation,
    at: datetime,
    cause: Received[Any] | None = None,
) -> None:
    """Set aside what is there: `part.reserved` when nothing is missing, else `part.short`.

    Args:
        work: the open transaction.
        ledger: the books of the reservation's store, open for some or all of its parts.
        reservation: one that still misses parts.
        at: when the pieces became available.
        cause: the fact that asked for them, if it is one of another service.

    """
    found = ledger.obtainable(reservation.missing)
    ledger.book_all(MovementKind.RESERVE, found, for_reservation(work, reservation, at, cause))
    reservation.set_aside(found)
    missing = reservation.missing
    if not missing:
        work.announce(reservation, _reserved(reservation), at)
        return
    elsewhere = await work.shelves.elsewhere(reservation.store, missing)
    short = PartShort(
        request_id=reservation.request_id,
        reservation_id=reservation.id,
        scheme_id=reservation.scheme_id,
        store=reservation.store,
        lines=[
            ShortLine(
                part_no=line.part_no,
                quantity=line.quantity,
                missing=missing[line.part_no],
                elsewhere=elsewhere.get(line.part_no, []),
            )
            for line in reservation.lines
            if line.part_no in missing
        ],
    )
    work.announce(reservation, short, at)


def _reserved(reservation: Reservation) -> PartReserved:
    return PartReserved(
        request_id=reservation.request_id,
        reservation_id=reservation.id,
        scheme_id=reservation.scheme_id,
        store=reservation.store,
        lines=[
            PartQuantity(part_no=line.part_no, quantity=line.quantity) for line in reservation.lines
        ],
    )
