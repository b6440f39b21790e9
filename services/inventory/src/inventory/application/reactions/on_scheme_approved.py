"""An approved scheme has its parts set aside, as far as the store of its centre has them."""

from aftercare_contracts.dispatch import SchemeApproved
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from inventory.application.ports import Work
from inventory.application.reservation.claim import claim
from inventory.application.stock.ledger import Ledger
from inventory.domain.reservation import Reservation, lines_of


async def on_scheme_approved(event: Received[SchemeApproved], work: Work) -> None:
    """Reserve; a scheme has one reservation, and one without parts needs none."""
    scheme = event.data
    if not scheme.parts or await work.reservations.find(scheme_id=scheme.scheme_id) is not None:
        return
    reservation = Reservation(
        id=new_id(),
        region=event.region,
        request_id=scheme.request_id,
        work_order_id=scheme.work_order_id,
        scheme_id=scheme.scheme_id,
        centre=scheme.centre,
        store=await store_of(work, scheme.centre),
        requested_at=event.time,
        lines=lines_of((part.part_no, part.quantity) for part in scheme.parts),
    )
    ledger = await Ledger.open(work, reservation.store, reservation.missing)
    await claim(work, ledger, reservation, event.time, event)
    work.reservations.add(reservation)


async def store_of(work: Work, centre: str) -> str:
    """The store that serves a centre.

    Raises:
        NotReady: none has been opened yet; the fact waits for it, and then for an operator.

    """
    store = await work.shelves.store_of(centre)
    if store is None:
        raise NotReady(centre=centre)
    return store
