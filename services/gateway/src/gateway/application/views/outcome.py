"""The sections of a case that tell of parts, money and the customer's opinion."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from aftercare_contracts.values import Amount, ChargeLine, FittedPart, PartQuantity, ShortLine
from gateway.application.views.work import Section


class PartsSection(Section):
    """The parts of one scheme, from their reservation to where they ended up."""

    scheme_id: UUID | None = None
    visit_id: UUID | None = None
    report_id: UUID | None = None
    store: str | None = None
    lines: list[PartQuantity] = []
    short: list[ShortLine] | None = None
    issued: list[PartQuantity] = []
    consumed: list[FittedPart] = []
    returned: list[PartQuantity] = []
    reason: str | None = None
    reserved_at: datetime | None = None
    issued_at: datetime | None = None
    consumed_at: datetime | None = None
    returned_at: datetime | None = None
    released_at: datetime | None = None


class ReplacementSection(Section):
    """A main part of the asset that was exchanged, by serial number."""

    asset_id: UUID | None = None
    part_no: str | None = None
    serial_on: str | None = None
    serial_off: str | None = None


class UsageSection(Section):
    """A part that was used outside any visit."""

    store: str | None = None
    part_no: str | None = None
    quantity: int | None = None
    used_at: datetime | None = None


class ReturnSection(Section):
    """A faulty part on its way back, and what inspection found."""

    part_no: str | None = None
    serial: str | None = None
    due_at: datetime | None = None
    number: str | None = None
    defect: str | None = None
    disposition: str | None = None
    store: str | None = None
    in_time: bool | None = None
    received_at: datetime | None = None
    settled_at: datetime | None = None
    inspected_at: datetime | None = None
    overdue: bool = False


class CostSection(Section):
    """What the case cost outside any visit; without a price there is no amount yet."""

    kind: str | None = None
    description: str | None = None
    quantity: int | None = None
    unit_price: Amount | None = None
    amount: Amount | None = None
    recorded_at: datetime | None = None


class LiabilitySection(Section):
    """Who bears the cost, and by which row of the charge decision."""

    scheme_id: UUID | None = None
    party: str | None = None
    charge: str | None = None
    basis: str | None = None
    decided_at: datetime | None = None


class QuoteSection(Section):
    """A price told to the customer, and the answer."""

    scheme_id: UUID | None = None
    number: str | None = None
    total: Amount | None = None
    lines: list[ChargeLine] = []
    missing_prices: list[str] = []
    valid_until: datetime | None = None
    in_time: bool | None = None
    reason: str | None = None
    drafted_at: datetime | None = None
    offered_at: datetime | None = None
    ended_at: datetime | None = None
    voided_at: datetime | None = None


class ChargeSection(Section):
    """What a visit cost, and what of it the customer pays."""

    visit_id: UUID | None = None
    quote_id: UUID | None = None
    free: bool | None = None
    held: bool | None = None
    cost: Amount | None = None
    total: Amount | None = None
    lines: list[ChargeLine] = []
    computed_at: datetime | None = None


class VerificationSection(Section):
    """The call that asks whether the fault is really gone."""

    due_at: datetime | None = None
    reason: str | None = None
    ended_at: datetime | None = None
    escalate_to: list[str] = []
    overdue: bool = False


class SurveySection(Section):
    """The satisfaction survey of the closed case."""

    due_at: datetime | None = None
    degree: Decimal | None = None
    method: str | None = None
    satisfied: bool | None = None
    ended_at: datetime | None = None


class ComplaintSection(Section):
    """A complaint (投诉) and its promises."""

    level: str | None = None
    department: str | None = None
    to_roles: list[str] = []
    first_reply_due_at: datetime | None = None
    solution_due_at: datetime | None = None
    in_time: bool | None = None
    agreed: bool | None = None
    reason: str | None = None
    opinion_given_at: datetime | None = None
    replied_at: datetime | None = None
    consulted_at: datetime | None = None
    handled_at: datetime | None = None
    closure_requested_at: datetime | None = None
    reopened_at: datetime | None = None
    closed_at: datetime | None = None
    escalate_to: list[str] = []
    opinion_overdue: bool = False
    first_reply_overdue: bool = False
    solution_overdue: bool = False
    overdue: bool = False
