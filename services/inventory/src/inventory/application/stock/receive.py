"""Parts arrive at a store; whoever waited for them longest gets them first."""

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line, Moment, Quantity
from inventory.application.ports import Work
from inventory.application.reservation.serve import serve_waiting
from inventory.application.rights import RIGHTS
from inventory.application.stock.ledger import Ledger
from inventory.application.store.reach import must_reach
from inventory.application.views import StockView
from inventory.domain.stock import MovementKind, Occasion


class ReceiveStock(Body):
    """What came where, and the delivery note it came with."""

    store: Code
    part_no: Code
    quantity: Quantity
    reference: Line
    occurred_at: Moment | None = None


async def receive_stock(command: ReceiveStock, work: Work) -> StockView:
    """Book a delivery, then serve the store's short reservations."""
    RIGHTS.require(work.actor, "stock.receive")
    at = work.moment(command.occurred_at)
    await must_reach(work, command.store)
    if await work.parts.find(part_no=command.part_no) is None:
        raise UnknownRecord("part", command.part_no)
    ledger = await Ledger.open(work, command.store, [command.part_no])
    delivery = Occasion(at, work.now, work.actor.subject, reference=command.reference)
    ledger.book(MovementKind.RECEIPT, command.part_no, command.quantity, delivery)
    work.note("stock.receive", "stock_level", ledger.levels[command.part_no].id)
    await serve_waiting(work, ledger, at)
    return StockView.of(ledger.levels[command.part_no])
