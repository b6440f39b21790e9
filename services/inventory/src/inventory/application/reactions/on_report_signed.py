"""A signed report says what was fitted; the rest comes back, and faulty units are due."""

from aftercare_contracts.dispatch import ReportSigned
from aftercare_contracts.inventory import PartReplaced
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from inventory.application.part_return.expect import expect_returns
from inventory.application.ports import Work
from inventory.application.reactions.on_scheme_approved import store_of
from inventory.application.reservation.consume import consume
from inventory.domain.case_terms import CaseTerms
from inventory.domain.reservation import Quantities, Reservation, ReservationState


async def on_report_signed(event: Received[ReportSigned], work: Work) -> None:
    """Settle the visit's parts, once; the field is the truth, whatever the books say."""
    report = event.data
    fitted = _fitted(event)
    reservation = await work.reservations.find(scheme_id=report.scheme_id)
    if reservation is None and not fitted:
        return  # Neither planned nor used any parts.
    if reservation is not None and report.visit_id in reservation.settled:
        return
    if reservation is not None and reservation.held:
        raise NotReady(visit_id=report.visit_id)  # Its departure was said before, and is on hold.
    if reservation is not None and not fitted and reservation.state is not ReservationState.ISSUED:
        return  # A further outing that took nothing along.
    terms = await work.case_terms.find(request_id=report.request_id)
    if terms is None:
        raise NotReady(request_id=report.request_id)  # Intake's stream is behind dispatch's.
    if reservation is None:
        reservation = await _unplanned(event, terms, work)
    await consume(work, reservation, event, fitted)
    _tell_exchanges(event, reservation, work)
    await expect_returns(event, terms, work)


async def _unplanned(event: Received[ReportSigned], terms: CaseTerms, work: Work) -> Reservation:
    """What an engineer fitted on a scheme that asked for no parts: nothing was issued for it."""
    report = event.data
    reservation = Reservation(
        id=new_id(),
        region=event.region,
        request_id=report.request_id,
        work_order_id=report.work_order_id,
        scheme_id=report.scheme_id,
        centre=terms.centre,
        store=await store_of(work, terms.centre),
        requested_at=event.time,
        lines=[],
        state=ReservationState.ISSUED,
        visit_id=report.visit_id,
        engineer_id=report.engineer_id,
    )
    work.reservations.add(reservation)
    return reservation


def _tell_exchanges(event: Received[ReportSigned], reservation: Reservation, work: Work) -> None:
    """Say for the asset's history which units went in and out."""
    for part in event.data.parts:
        if part.serial_on is None and part.serial_off is None:
            continue
        replaced = PartReplaced(
            request_id=event.data.request_id,
            asset_id=event.data.asset_id,
            part_no=part.part_no,
            serial_on=part.serial_on,
            serial_off=part.serial_off,
        )
        work.announce(reservation, replaced, event.time)


def _fitted(event: Received[ReportSigned]) -> Quantities:
    pieces: Quantities = {}
    for part in event.data.parts:
        pieces[part.part_no] = pieces.get(part.part_no, 0) + part.quantity
    return pieces
