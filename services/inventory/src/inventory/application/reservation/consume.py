"""Books what a signed report says was fitted, and takes the rest back into the store."""

from aftercare_contracts.dispatch import ReportSigned
from aftercare_contracts.inventory import PartConsumed, PartReturned
from aftercare_kit.events import Received
from inventory.application.ports import Work
from inventory.application.reservation.quantities import quantities
from inventory.application.reservation.serve import serve_waiting
from inventory.application.stock.ledger import Ledger, for_reservation
from inventory.domain.reservation import Quantities, Reservation
from inventory.domain.stock import MovementKind

BEYOND_ISSUE = "fitted beyond issue"


async def consume(
    work: Work, reservation: Reservation, event: Received[ReportSigned], fitted: Quantities
) -> None:
    """Settle one visit.

    What was fitted beyond what was issued came from somewhere: from the store's free stock, as far
    as the books have it, and for the rest the books were wrong. Then the ledger is adjusted up by
    what it did not know of, so that the issue leaves no level below zero, and the reservation
    keeps the mark of a shortfall for whoever counts the store next.
    """
    report = event.data
    settlement = reservation.settle(report.visit_id, fitted)
    ledger = await Ledger.open(work, reservation.store, {*fitted, *settlement.back})
    why = for_reservation(work, reservation, event.time, event, report.visit_id)
    for part_no, quantity in settlement.beyond.items():
        if ledger.draw(part_no, quantity, why, BEYOND_ISSUE):
            reservation.shortfall = True
    ledger.book_all(MovementKind.CONSUME, fitted, why)
    ledger.book_all(MovementKind.RETURN, settlement.back, why)
    if fitted:
        _say_consumed(work, reservation, event)
    if settlement.back:
        _say_returned(work, reservation, event, settlement.back)
    await serve_waiting(work, ledger, event.time)


def _say_consumed(work: Work, reservation: Reservation, event: Received[ReportSigned]) -> None:
    consumed = PartConsumed(
        request_id=reservation.request_id,
        reservation_id=reservation.id,
        scheme_id=reservation.scheme_id,
        visit_id=event.data.visit_id,
        report_id=event.data.report_id,
        lines=event.data.parts,
    )
    work.announce(reservation, consumed, event.time)


def _say_returned(
    work: Work, reservation: Reservation, event: Received[ReportSigned], back: Quantities
) -> None:
    returned = PartReturned(
        request_id=reservation.request_id,
        reservation_id=reservation.id,
        scheme_id=reservation.scheme_id,
        visit_id=event.data.visit_id,
        lines=quantities(back),
    )
    work.announce(reservation, returned, event.time)
