"""What inventory answers: read-only pictures of its aggregates."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """A picture of an aggregate, taken from its fields of the same name."""

    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def of(cls, aggregate: object) -> Self:
        """The picture of one aggregate or row."""
        return cls.model_validate(aggregate)


class PartView(View):
    """One entry of the parts register."""

    id: UUID
    version: int
    part_no: str
    name: str
    unit: str


class StoreView(View):
    """One store."""

    id: UUID
    version: int
    code: str
    name: str
    centre: str
    kind: str


class StockView(View):
    """How many of a part a store has, and how many of these nobody has a claim on."""

    store: str
    part_no: str
    on_hand: int
    reserved: int
    free: int


class MovementView(View):
    """One line of the ledger."""

    id: UUID
    line: int
    kind: str
    store: str
    part_no: str
    quantity: int
    at: datetime
    recorded_at: datetime
    actor: str
    event_id: UUID | None
    request_id: UUID | None
    reservation_id: UUID | None
    visit_id: UUID | None
    return_id: UUID | None
    reference: str | None
    reason: str | None


class LineView(View):
    part_no: str
    quantity: int
    reserved: int
    issued: int
    consumed: int
    returned: int


class ReservationView(View):
    """The parts of one scheme, and where they are."""

    id: UUID
    version: int
    request_id: UUID
    work_order_id: UUID
    scheme_id: UUID
    centre: str
    store: str
    requested_at: datetime
    state: str
    lines: list[LineView]
    visit_id: UUID | None
    shortfall: bool


class UsageView(View):
    """A part used for a case outside any visit."""

    id: UUID
    version: int
    request_id: UUID
    work_order_id: UUID
    case_log_id: UUID
    centre: str
    store: str
    part_no: str
    quantity: int
    used_by: str
    used_at: datetime
    shortfall: bool


class NonconformityView(View):
    number: str
    defect: str
    cause: str | None
    disposition: str
    decided_by: str


class ReturnView(View):
    """A faulty part on its way back, with its inbound note and inspection."""

    id: UUID
    version: int
    request_id: UUID
    visit_id: UUID
    asset_id: UUID
    engineer_id: UUID
    centre: str
    part_no: str
    serial: str
    due_at: datetime
    overdue: bool
    state: str
    number: str | None
    store: str | None
    ownership: str | None
    returned_by: str | None
    received_at: datetime | None
    nonconformity: NonconformityView | None
