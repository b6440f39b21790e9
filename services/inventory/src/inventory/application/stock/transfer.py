"""Parts go from one store to another: how a shortage is met from elsewhere in the region."""

from aftercare_kit.fields import Body, Code, Line, Moment, Quantity
from inventory.application.ports import Work
from inventory.application.reservation.serve import serve_waiting
from inventory.application.rights import RIGHTS
from inventory.application.stock.ledger import Ledger
from inventory.application.store.reach import must_reach
from inventory.application.views import StockView
from inventory.domain.errors import SameStore
from inventory.domain.stock import MovementKind, Occasion


class TransferStock(Body):
    """What goes where, and the note that goes with it."""

    from_store: Code
    to_store: Code
    part_no: Code
    quantity: Quantity
    reference: Line
    occurred_at: Moment | None = None


async def transfer_stock(command: TransferStock, work: Work) -> StockView:
    """Move free pieces, then serve the receiving store's short reservations.

    Returns:
        The level of the receiving store.

    """
    RIGHTS.require(work.actor, "stock.transfer")
    at = work.moment(command.occurred_at)
    if command.from_store == command.to_store:
        raise SameStore(field="to_store")
    # Levels are locked in the order of their stores, whichever way the parts go.
    books: dict[str, Ledger] = {}
    for store in sorted((command.from_store, command.to_store)):
        await must_reach(work, store)
        books[store] = await Ledger.open(work, store, [command.part_no])
    transfer = Occasion(at, work.now, work.actor.subject, reference=command.reference)
    giving, taking = books[command.from_store], books[command.to_store]
    giving.book(MovementKind.TRANSFER_OUT, command.part_no, command.quantity, transfer)
    taking.book(MovementKind.TRANSFER_IN, command.part_no, command.quantity, transfer)
    work.note("stock.transfer", "stock_level", taking.levels[command.part_no].id)
    await serve_waiting(work, taking, at)
    return StockView.of(taking.levels[command.part_no])
