"""What billing answers: read-only pictures of its aggregates."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from aftercare_contracts.values import Amount, ChargeLine
from billing.application.money import amount_of, lines_of
from billing.domain.charge import Charge
from billing.domain.cost import Cost
from billing.domain.price import Price
from billing.domain.quote import Quote


class View(BaseModel):
    """A picture of an aggregate, taken from its fields of the same name."""

    model_config = ConfigDict(from_attributes=True)


class PriceView(View):
    """What one piece of a part costs."""

    id: UUID
    version: int
    part_no: str
    unit_price: Amount
    set_at: datetime

    @classmethod
    def of(cls, price: Price) -> Self:
        told = {"unit_price": amount_of(price.unit_price, price.currency)}
        return cls.model_validate(price.__dict__ | told)


class LiabilityView(View):
    """Who bears the cost of a scheme, and whether its settlement waits."""

    id: UUID
    version: int
    request_id: UUID
    scheme_id: UUID
    cause: str
    party: str
    charge: str
    basis: str
    state: str
    by_quality: bool
    agreed: bool
    held: bool
    opened_at: datetime
    decided_at: datetime | None
    decided_by: str | None

    @classmethod
    def of(cls, liability: object) -> Self:
        return cls.model_validate(liability)


class QuoteView(View):
    """A quote with its lines; the total leaves out the parts in `missing_prices`."""

    id: UUID
    version: int
    request_id: UUID
    scheme_id: UUID
    liability_id: UUID
    number: str | None
    state: str
    charge: str
    total: Amount
    lines: list[ChargeLine]
    missing_prices: list[str]
    requested_at: datetime
    offered_at: datetime | None
    valid_until: datetime | None
    in_time: bool | None
    answered_at: datetime | None
    reason: str | None

    @classmethod
    def of(cls, quote: Quote) -> Self:
        told = {
            "total": amount_of(quote.total, quote.currency),
            "lines": lines_of(quote.lines, quote.currency),
        }
        return cls.model_validate(quote.__dict__ | told)


class ChargeView(View):
    """A visit's charge; the lines add up to the total."""

    id: UUID
    version: int
    request_id: UUID
    visit_id: UUID
    scheme_id: UUID
    liability_id: UUID
    quote_id: UUID | None
    free: bool
    held: bool
    cost: Amount
    total: Amount
    lines: list[ChargeLine]
    computed_at: datetime

    @classmethod
    def of(cls, charge: Charge) -> Self:
        told = {
            "cost": amount_of(charge.cost, charge.currency),
            "total": amount_of(charge.total, charge.currency),
            "lines": lines_of(charge.lines, charge.currency),
        }
        return cls.model_validate(charge.__dict__ | told)


class CostView(View):
    """What a case cost outside any visit; without a price there is no amount yet."""

    id: UUID
    version: int
    request_id: UUID
    work_order_id: UUID
    case_log_id: UUID
    kind: str
    description: str
    quantity: int
    unit_price: Amount | None
    amount: Amount | None
    incurred_at: datetime
    source_event_id: UUID

    @classmethod
    def of(cls, cost: Cost) -> Self:
        figures = {"unit_price": cost.unit_price, "amount": cost.amount}
        told = {
            name: None if figure is None else amount_of(figure, cost.currency)
            for name, figure in figures.items()
        }
        return cls.model_validate(cost.__dict__ | told)
