"""An inspected item goes where the inspection lets it: into stock, to its owner, or to scrap."""

from datetime import datetime
from uuid import UUID

from aftercare_contracts.inventory import ItemScrapped, ReturnSentBack, ReturnStored
from aftercare_kit.fields import Body, Moment
from inventory.application.part_return.reach import reach_return
from inventory.application.ports import Work
from inventory.application.reservation.serve import serve_waiting
from inventory.application.rights import RIGHTS
from inventory.application.stock.ledger import Ledger
from inventory.application.views import ReturnView
from inventory.domain.part_return import Destination, Ownership, PartReturn
from inventory.domain.stock import MovementKind, Occasion


class PutAway(Body):
    """Where the item goes; scrapping customer property needs the customer's consent."""

    destination: Destination
    customer_consent: bool = False
    occurred_at: Moment | None = None


async def put_away_return(command: PutAway, return_id: UUID, work: Work) -> ReturnView:
    """End the life of a return; what becomes stock serves the reservations that wait for it."""
    RIGHTS.require(work.actor, "return.put_away")
    at = work.moment(command.occurred_at)
    item = await reach_return(work, return_id)
    item.put_away(command.destination, at, consent=command.customer_consent)
    work.announce(item, _fact(item, command.destination), at)
    # Customer property is no stock of ours, and what goes back to a supplier never was.
    if item.ownership is Ownership.OURS and command.destination is not Destination.OWNER:
        await _book(work, item, command.destination, at)
    return ReturnView.of(item)


async def _book(work: Work, item: PartReturn, destination: Destination, at: datetime) -> None:
    ledger = await Ledger.open(work, _store_of(item), [item.part_no])
    why = Occasion(
        at,
        work.now,
        work.actor.subject,
        request_id=item.request_id,
        visit_id=item.visit_id,
        return_id=item.id,
        reference=item.number,
    )
    ledger.book(MovementKind.RETURN, item.part_no, 1, why)
    if destination is Destination.SCRAP:
        ledger.book(MovementKind.SCRAP, item.part_no, 1, why)
        return
    await serve_waiting(work, ledger, at)


def _store_of(item: PartReturn) -> str:
    store = item.store
    assert store is not None, "an inspected item lies in a store"
    return store


def _fact(item: PartReturn, to: Destination) -> ReturnStored | ReturnSentBack | ItemScrapped:
    if to is Destination.STOCK:
        return ReturnStored(
            request_id=item.request_id,
            return_id=item.id,
            part_no=item.part_no,
            serial=item.serial,
            store=_store_of(item),
        )
    kind = ItemScrapped if to is Destination.SCRAP else ReturnSentBack
    return kind(
        request_id=item.request_id, return_id=item.id, part_no=item.part_no, serial=item.serial
    )
