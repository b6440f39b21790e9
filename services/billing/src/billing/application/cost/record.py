"""A cost outside any visit is recorded, and priced as soon as its part has a price."""

from datetime import datetime
from uuid import UUID

from aftercare_contracts.billing import CostRecorded
from billing.application.charge.compute import ASK_AGAIN
from billing.application.money import amount_of
from billing.application.ports import Work
from billing.domain.cost import Cost

PRICE = "cost.price"


async def record(work: Work, cost: Cost, at: datetime) -> None:
    """Take it into the books; without a price it is looked at again."""
    if cost.unit_price is None:
        await _price(work, cost)
    work.costs.add(cost)
    work.announce(cost, _recorded(cost), at)


async def try_again(work: Work, cost_id: UUID) -> None:
    """A price was entered, or an hour passed: see whether there is one now."""
    cost = await work.costs.get(cost_id)
    if cost.unit_price is None and await _price(work, cost):
        work.announce(cost, _recorded(cost))


async def _price(work: Work, cost: Cost) -> bool:
    prices = await work.unit_prices([cost.description], cost.currency)
    cost.unit_price = prices.get(cost.description)
    if cost.unit_price is None:
        await work.timers.set(PRICE, cost.id, work.now + ASK_AGAIN)
    return cost.unit_price is not None


def _recorded(cost: Cost) -> CostRecorded:
    price, amount = cost.unit_price, cost.amount
    return CostRecorded(
        request_id=cost.request_id,
        cost_id=cost.id,
        work_order_id=cost.work_order_id,
        kind=cost.kind.value,
        description=cost.description,
        quantity=cost.quantity,
        unit_price=None if price is None else amount_of(price, cost.currency),
        amount=None if amount is None else amount_of(amount, cost.currency),
        source_event_id=cost.source_event_id,
    )
