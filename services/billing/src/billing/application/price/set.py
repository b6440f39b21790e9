"""The price of a part is entered or changed; whatever waits for it gets it (004-5.2.1.3)."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from aftercare_kit.fields import Body, Code, Money
from aftercare_kit.ids import new_id
from billing.application.charge.compute import CHARGE
from billing.application.cost.record import PRICE
from billing.application.ports import Work
from billing.application.rights import RIGHTS
from billing.application.views import PriceView
from billing.domain.price import Price
from billing.domain.visit_facts import FactsState

_HIGHEST = Decimal(1_000_000)


def _listable(price: Money) -> Money:
    if not 0 <= price.amount <= _HIGHEST or price.amount != price.cents().amount:
        raise PydanticCustomError("price-out-of-range", "a price is 0 to 1,000,000 in whole cents")
    return price.cents()


class SetPrice(Body):
    """What one piece of a part costs from now on."""

    part_no: Code
    unit_price: Annotated[Money, AfterValidator(_listable)]


async def set_price(command: SetPrice, work: Work) -> PriceView:
    """Enter the price; quotes offered before keep what the customer was told."""
    RIGHTS.require(work.actor, "price.set")
    told = command.unit_price
    price = await work.prices.find(part_no=command.part_no, currency=told.currency)
    if price is None:
        price = Price(
            id=new_id(),
            region=work.region,
            part_no=command.part_no,
            currency=told.currency,
            unit_price=told.amount,
            set_at=work.now,
        )
        work.prices.add(price)
    else:
        price = await work.prices.target(price.id)
        price.unit_price, price.set_at = told.amount, work.now
    work.note("price.set", "price", price.id, part_no=price.part_no, unit_price=str(told))
    for facts in await work.visit_facts.every(state=FactsState.UNPRICED):
        if price.part_no in facts.missing_prices:
            await work.timers.set(CHARGE, facts.id, work.now)
    for cost in await work.costs.every(description=price.part_no, unit_price=None):
        await work.timers.set(PRICE, cost.id, work.now)
    await work.flush()
    return PriceView.of(price)
