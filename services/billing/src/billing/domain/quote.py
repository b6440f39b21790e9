"""A quote: drafted from the scheme, offered by the one quoting desk, answered by the customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from billing.domain import errors
from billing.domain.charge_decision import ChargeKind
from billing.domain.fees import Effort, Fee, Line, Material, Rates, rounded, total_of


class QuoteState(StrEnum):
    """Where a quote stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    VOIDED = "voided"


@dataclass(frozen=True)
class NeededPart:
    """So many of a part."""

    part_no: str
    quantity: int


@dataclass(frozen=True)
class Estimate:
    """What the approved scheme expects the outing to take."""

    travel: Decimal
    days: int
    persons: int
    parts: list[NeededPart]
    source_event_id: UUID


@dataclass
class Quote:
    """The price of one scheme."""

    id: UUID
    region: str
    request_id: UUID
    scheme_id: UUID
    liability_id: UUID
    customer_id: UUID
    centre: str
    charge: ChargeKind
    currency: str
    estimate: Estimate
    requested_at: datetime
    lines: list[Line] = field(default_factory=list[Line])
    total: Decimal = Decimal(0)
    missing_prices: list[str] = field(default_factory=list[str])
    state: QuoteState = QuoteState.DRAFT
    number: str | None = None
    offered_at: datetime | None = None
    valid_until: datetime | None = None
    in_time: bool | None = None
    answered_at: datetime | None = None
    reason: str | None = None
    accepted_event_id: UUID | None = None
    version: int = 0

    @property
    def open(self) -> bool:
        """Whether it can still come to an answer."""
        return self.state in {QuoteState.DRAFT, QuoteState.OFFERED}

    @property
    def part_numbers(self) -> set[str]:
        """The parts it needs prices for."""
        return {part.part_no for part in self.estimate.parts}

    @property
    def unit_prices(self) -> dict[str, Decimal]:
        """What the customer was told that one piece of a part costs."""
        return {each.description: each.unit_price for each in self.lines if _is_material(each)}

    def price(self, rates: Rates, prices: Mapping[str, Decimal]) -> None:
        """Compute lines and total (002-4.5.3.1g); parts without a price are left out and named.

        Raises:
            QuoteNotDraft: the customer has been told a price, which stands.

        """
        if self.state is not QuoteState.DRAFT:
            raise errors.QuoteNotDraft(state=self.state)
        asked = rates.asked(self.charge)
        expected = self.estimate
        effort = Effort(
            travel=expected.travel,
            days=expected.days,
            persons=expected.persons,
            material=tuple(
                Material(part.part_no, part.quantity, prices[part.part_no])
                for part in expected.parts
                if part.part_no in prices
            ),
            source=expected.source_event_id,
            material_source=expected.source_event_id,
        )
        costs = [line for line in effort.costs(rates) if line.kind in asked]
        taxed = rates.surcharges(total_of(costs), expected.source_event_id)
        self.lines = rounded([*costs, *taxed])
        self.total = total_of(self.lines)
        self.missing_prices = sorted(self.part_numbers - prices.keys())

    def must_be_complete(self, at: datetime) -> None:
        """Refuse to offer what is no draft, has parts without price, or was not asked for yet."""
        if self.state is not QuoteState.DRAFT:
            raise errors.QuoteNotDraft(state=self.state)
        if at < self.requested_at:
            raise ActBeforeItsCause("002-4.5.3.1f", field="occurred_at")
        if self.missing_prices:
            raise errors.PriceMissing(parts=", ".join(self.missing_prices))

    def offer(self, number: str, at: datetime, valid_until: datetime, *, in_time: bool) -> None:
        """Tell the customer the price (002-4.4.3a)."""
        self.must_be_complete(at)
        self.state, self.number = QuoteState.OFFERED, number
        self.offered_at, self.valid_until, self.in_time = at, valid_until, in_time

    def accept(self, at: datetime) -> None:
        """The customer accepts; from now on this is the most the work may cost."""
        self._answer(at)
        self.state, self.answered_at = QuoteState.ACCEPTED, at

    def refuse(self, at: datetime, reason: str) -> None:
        """The customer will not pay this price."""
        self._answer(at)
        self.state, self.answered_at, self.reason = QuoteState.REFUSED, at, reason

    def expire(self) -> bool:
        """The last valid moment passed; returns whether the offer still stood open."""
        if self.state is not QuoteState.OFFERED:
            return False
        self.state = QuoteState.EXPIRED
        return True

    def void(self, reason: str) -> bool:
        """The quote falls away with its scheme or case; returns whether it still bound anybody."""
        if not self.open and self.state is not QuoteState.ACCEPTED:
            return False
        self.state, self.reason = QuoteState.VOIDED, reason
        return True

    def _answer(self, at: datetime) -> None:
        if self.state is not QuoteState.OFFERED or not (self.offered_at and self.valid_until):
            raise errors.QuoteNotOffered(state=self.state)
        if at < self.offered_at:
            raise ActBeforeItsCause("002-4.4.3a", field="occurred_at")
        if at > self.valid_until:
            raise errors.QuoteOutOfDate(valid_until=self.valid_until)


def _is_material(line: Line) -> bool:
    return line.kind is Fee.MATERIAL
