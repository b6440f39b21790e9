"""The charge of one visit: what it cost, line by line, and what of it the customer pays."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from billing.domain.charge_decision import ChargeKind
from billing.domain.fees import Effort, Fee, Line, Rates, reduction, rounded, total_of
from billing.domain.liability import Liability, LiabilityState
from billing.domain.quote import Quote, QuoteState


@dataclass
class Charge:
    """One visit has one charge; `lines` always add up to `total`."""

    id: UUID
    region: str
    request_id: UUID
    visit_id: UUID
    scheme_id: UUID
    liability_id: UUID
    customer_id: UUID
    centre: str
    engineer_id: UUID
    currency: str
    computed_at: datetime
    quote_id: UUID | None = None
    free: bool = False
    held: bool = False
    cost: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    lines: list[Line] = field(default_factory=list[Line])
    version: int = 0

    @property
    def unit_prices(self) -> dict[str, Decimal]:
        """The prices it was computed with; computed anew it keeps them."""
        return {e.description: e.unit_price for e in self.lines if e.kind is Fee.MATERIAL}

    def compute(
        self, effort: Effort, rates: Rates, liability: Liability, quote: Quote | None, at: datetime
    ) -> None:
        """Price the visit by its actuals, but never above what the customer accepted.

        The cap is ours: no printed rule lets us ask for more than the customer agreed to pay.
        """
        charge = due_kind(liability, quote)
        costs = effort.costs(rates)
        asked = [line for line in costs if line.kind in rates.asked(charge)]
        waived = total_of(costs) - total_of(asked)
        self.lines = rounded(
            [
                *costs,
                reduction("not charged", waived, liability.event_id),
                *rates.surcharges(total_of(asked), liability.event_id),
            ]
        )
        if charge is not ChargeKind.FREE and quote is not None:
            self._limit(quote)
        self.cost = total_of(rounded(costs))
        self.total = total_of(self.lines)
        self.held = liability.held
        self.free = charge is ChargeKind.FREE and liability.state is LiabilityState.DECIDED
        self.quote_id = quote.id if quote is not None else None
        self.computed_at = at

    def _limit(self, quote: Quote) -> None:
        excess = total_of(self.lines) - quote.total
        if excess > 0:
            line = reduction("above the accepted quote", excess, quote.accepted_event_id)
            self.lines = [*self.lines, line]


def due_kind(liability: Liability, quote: Quote | None) -> ChargeKind:
    """What may be asked for: only what the customer accepted beforehand (002-4.4.3a).

    A written agreement on liability (002-4.5.3.1e) stands for a quote where there was none, since
    the work went on before anybody could say who pays.
    """
    if quote is None:
        return liability.charge if liability.by_quality else ChargeKind.FREE
    return liability.charge if quote.state is QuoteState.ACCEPTED else ChargeKind.FREE
