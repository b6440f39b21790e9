"""What dispatch answers: read-only pictures of its aggregates."""

from datetime import datetime
from decimal import Decimal
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


class AllocationView(View):
    """Somebody of another centre whom engineering gave to the work."""

    engineer_id: UUID
    from_centre: str
    by: str
    at: datetime
    reason: str


class WorkOrderView(View):
    """One line of the desk's list, and the head of a work order."""

    id: UUID
    version: int
    request_id: UUID
    number: str
    subject: str
    asset_serial: str
    department: str
    centre: str
    fault_level: int
    major: bool
    state: str
    line: int
    waiting_for: str | None
    scheme_id: UUID | None
    parts: str
    commercial: str
    reported_at: datetime
    opened_at: datetime
    responded_at: datetime | None
    resolved_at: datetime | None
    customer_from: datetime | None
    customer_to: datetime | None
    service_type: str
    taken_by: str | None
    solution: str | None
    allocations: list[AllocationView]
    agreed_complaints: list[UUID]


class ClockView(View):
    """A promise: when it falls due, or how it ended."""

    id: UUID
    name: str
    status: str
    due_at: datetime | None
    verdict: str | None
    warned: bool
    breached: bool


class NeededPartView(View):
    part_no: str
    quantity: int


class ProposalView(View):
    cause: str
    cause_kind: str
    action: str
    skills: list[str]
    parts: list[NeededPartView]
    labour_days: int
    persons: int
    travel_estimate: Decimal
    complex: bool


class ApprovalView(View):
    by: str
    at: datetime
    step: str


class ConsentView(View):
    """The customer's word: whose, how, when, and the hash of its proof."""

    given: bool
    by: str
    channel: str
    at: datetime
    recorded_by: str
    sha256: str | None


class SchemeView(View):
    """A scheme with its review so far."""

    id: UUID
    version: int
    request_id: UUID
    work_order_id: UUID
    author: str
    major: bool
    state: str
    proposal: ProposalView
    approvals: list[ApprovalView]
    returned_because: str | None
    consent_needed: bool
    consent: ConsentView | None


class VisitView(View):
    """A visit as its service notice says."""

    id: UUID
    version: int
    number: str
    request_id: UUID
    work_order_id: UUID
    scheme_id: UUID
    engineer_id: UUID
    engineer_name: str
    planned_from: datetime
    planned_to: datetime
    busy_from: datetime
    busy_to: datetime
    unit: str | None
    task: str
    head_by: str | None
    head_at: datetime | None
    tools_left: list[str] | None
    contact_id: UUID | None
    state: str
    departed_at: datetime | None
    arrived_at: datetime | None
    finished_at: datetime | None
    fixed: bool | None


class ReportView(View):
    """Where a report stands, and its hash once archived."""

    id: UUID
    version: int
    request_id: UUID
    visit_id: UUID
    written_by: str | None
    state: str
    handed_in_at: datetime | None
    archive_number: str | None
    sha256: str | None
