"""A stocktaking: what was counted becomes a movement of the difference, with its reason."""

from typing import Annotated

from pydantic import Field

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line, Moment
from inventory.application.ports import Work
from inventory.application.reservation.serve import serve_waiting
from inventory.application.rights import RIGHTS
from inventory.application.stock.ledger import Ledger
from inventory.application.store.reach import must_reach
from inventory.application.views import StockView
from inventory.domain.stock import MovementKind, Occasion


class CountStock(Body):
    """How many pieces lie there, and why the books say otherwise."""

    store: Code
    part_no: Code
    counted: Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
    reason: Line
    occurred_at: Moment | None = None


async def count_stock(command: CountStock, work: Work) -> StockView:
    """Adjust the books to a count; pieces that turned up go to whoever waits for them."""
    RIGHTS.require(work.actor, "stock.count")
    at = work.moment(command.occurred_at)
    await must_reach(work, command.store)
    if await work.parts.find(part_no=command.part_no) is None:
        raise UnknownRecord("part", command.part_no)
    ledger = await Ledger.open(work, command.store, [command.part_no])
    level = ledger.levels[command.part_no]
    count = Occasion(at, work.now, work.actor.subject, reason=command.reason)
    ledger.book(MovementKind.ADJUST, command.part_no, level.correction(command.counted), count)
    work.note("stock.count", "stock_level", level.id)
    await serve_waiting(work, ledger, at)
    return StockView.of(level)
