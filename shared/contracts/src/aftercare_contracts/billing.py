"""What billing says: who pays, what it would cost, and what it did cost."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title
from aftercare_contracts.values import Amount, ChargeLine


class LiabilityDecided(CaseEvent):
    """Who bears the cost, and by which row of the charge decision (002-4.5.3.1d, e).

    `undecided` holds the settlement until quality decides; the work may go on meanwhile.
    """

    type: ClassVar[str] = "aftercare.billing.liability.decided.v1"
    title: ClassVar[Title] = Title("Liability decided", "责任判定")

    liability_id: UUID
    scheme_id: UUID | None = None
    party: Literal["ours", "customer", "supplier", "undecided"]
    charge: Literal["free", "full", "material_only"]
    basis: str


class QuoteEvent(CaseEvent):
    """A fact about a quote for chargeable service."""

    quote_id: UUID
    scheme_id: UUID


class QuoteDrafted(QuoteEvent):
    """A price was computed from the scheme; the quoting desk has yet to offer it (002-4.5.3.1f).

    Parts in `missing_prices` are not on the price list yet and not in the total.
    """

    type: ClassVar[str] = "aftercare.billing.quote.drafted.v1"
    title: ClassVar[Title] = Title("Quote drafted", "报价草拟")

    total: Amount
    lines: list[ChargeLine]
    missing_prices: list[str] = []


class QuoteOffered(QuoteEvent):
    """The customer was told the price (002-4.4.3a)."""

    type: ClassVar[str] = "aftercare.billing.quote.offered.v1"
    title: ClassVar[Title] = Title("Quote offered", "报价发出")

    number: str
    total: Amount
    valid_until: datetime
    in_time: bool


class QuoteAccepted(QuoteEvent):
    """The customer accepted: the outing may begin."""

    type: ClassVar[str] = "aftercare.billing.quote.accepted.v1"
    title: ClassVar[Title] = Title("Quote accepted", "客户接受报价")

    total: Amount


class QuoteRefused(QuoteEvent):
    """The customer will not pay this price."""

    type: ClassVar[str] = "aftercare.billing.quote.refused.v1"
    title: ClassVar[Title] = Title("Quote refused", "客户拒绝报价")

    reason: str


class QuoteExpired(QuoteEvent):
    """The offer ran out unanswered."""

    type: ClassVar[str] = "aftercare.billing.quote.expired.v1"
    title: ClassVar[Title] = Title("Quote expired", "报价过期")


class QuoteVoided(QuoteEvent):
    """The quote fell away with its scheme or case; nothing may be charged on it."""

    type: ClassVar[str] = "aftercare.billing.quote.voided.v1"
    title: ClassVar[Title] = Title("Quote voided", "报价作废")

    reason: str


class ChargeComputed(CaseEvent):
    """What a visit cost, line by line, and what of it the customer pays: the lines add up to that.

    While `held` nothing may be settled; the same charge is computed anew when liability is clear.
    """

    type: ClassVar[str] = "aftercare.billing.charge.computed.v1"
    title: ClassVar[Title] = Title("Charge computed", "费用核算")

    charge_id: UUID
    visit_id: UUID
    quote_id: UUID | None = None
    free: bool
    held: bool
    cost: Amount
    total: Amount
    lines: list[ChargeLine]


class CostRecorded(CaseEvent):
    """A case cost something outside any visit: an expense, or a part that was used (002-3.2.2).

    Nobody quoted it to the customer, so it is ours. A part without a price has no amount yet; the
    same cost is recorded anew once there is one.
    """

    type: ClassVar[str] = "aftercare.billing.cost.recorded.v1"
    title: ClassVar[Title] = Title("Cost recorded", "成本入账")

    cost_id: UUID
    work_order_id: UUID
    kind: Literal["expense", "material"]
    description: str
    quantity: int
    unit_price: Amount | None = None
    amount: Amount | None = None
    source_event_id: UUID
