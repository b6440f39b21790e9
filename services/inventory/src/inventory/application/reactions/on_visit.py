"""Parts leave the store with the engineer, and come back when the visit is broken off."""

from aftercare_contracts.dispatch import VisitCancelled, VisitDeparted
from aftercare_contracts.inventory import PartIssued, PartReturned
from aftercare_kit.events import Received
from inventory.application.ports import Work
from inventory.application.reservation.quantities import quantities
from inventory.application.reservation.serve import serve_waiting
from inventory.application.stock.ledger import Ledger, for_reservation
from inventory.domain.reservation import Quantities, Reservation, ReservationState
from inventory.domain.stock import MovementKind

_SETTLED = {ReservationState.CONSUMED, ReservationState.RETURNED}


async def on_visit_departed(event: Received[VisitDeparted], work: Work) -> None:
    """Issue what is set aside, or to a further outing what its scheme still needs and is free."""
    visit = event.data
    reservation = await work.reservations.find(scheme_id=visit.scheme_id)
    if reservation is None or visit.visit_id in (reservation.visit_id, *reservation.settled):
        return  # The scheme needs no parts, or they went out with this visit already.
    if reservation.held:
        taken = await _issue(event, work, reservation)
    elif reservation.state in _SETTLED:
        taken = await _issue_again(event, work, reservation)
        if not taken:
            return  # The first outing fitted all there was to fit, or nothing more is free.
    else:
        return  # Withdrawn meanwhile, or the first outing's parts are still with the engineer.
    issued = PartIssued(
        request_id=reservation.request_id,
        reservation_id=reservation.id,
        scheme_id=reservation.scheme_id,
        visit_id=visit.visit_id,
        lines=quantities(taken),
    )
    work.announce(reservation, issued, event.time)


async def _issue(
    event: Received[VisitDeparted], work: Work, reservation: Reservation
) -> Quantities:
    taken = reservation.issue(event.data.visit_id, event.data.engineer_id)
    ledger = await Ledger.open(work, reservation.store, taken)
    why = for_reservation(work, reservation, event.time, event, event.data.visit_id)
    ledger.book_all(MovementKind.ISSUE, taken, why)
    return taken


async def _issue_again(
    event: Received[VisitDeparted], work: Work, reservation: Reservation
) -> Quantities:
    ledger = await Ledger.open(work, reservation.store, reservation.unmet)
    found = ledger.obtainable(reservation.unmet)
    if found:
        why = for_reservation(work, reservation, event.time, event, event.data.visit_id)
        ledger.book_all(MovementKind.RESERVE, found, why)
        ledger.book_all(MovementKind.ISSUE, found, why)
        reservation.issue_again(event.data.visit_id, event.data.engineer_id, found)
    return found


async def on_visit_cancelled(event: Received[VisitCancelled], work: Work) -> None:
    """Take in what a broken-off visit carried; a visit that never left keeps its reservation."""
    visit = event.data
    reservation = await work.reservations.find(scheme_id=visit.scheme_id)
    if (
        reservation is None
        or reservation.state is not ReservationState.ISSUED
        or reservation.visit_id != visit.visit_id
    ):
        return  # It never left, it carried no parts, or they are back already.
    back = reservation.take_back()
    ledger = await Ledger.open(work, reservation.store, back)
    why = for_reservation(work, reservation, event.time, event, visit.visit_id)
    ledger.book_all(MovementKind.RETURN, back, why)
    returned = PartReturned(
        request_id=reservation.request_id,
        reservation_id=reservation.id,
        scheme_id=reservation.scheme_id,
        visit_id=visit.visit_id,
        lines=quantities(back),
    )
    work.announce(reservation, returned, event.time)
    await serve_waiting(work, ledger, event.time)
