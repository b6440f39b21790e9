"""The sections of a case that tell of the work: order, clocks, schemes, visits and reports."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from aftercare_contracts.values import (
    Amount,
    Entitlement,
    FittedPart,
    PartQuantity,
    ReportedTimes,
    Signature,
)


class Section(BaseModel):
    """One entry of a section; what has not happened yet, or is not for the asker, is null."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    version: int
    """The version of the owning service's aggregate, as last heard."""
    since: datetime
    state: str | None = None


class RequestSection(Section):
    """The request as intake tells it."""

    number: str | None = None
    customer_id: UUID | None = None
    asset_id: UUID | None = None
    asset_serial: str | None = None
    product_line: str | None = None
    site_code: str | None = None
    centre: str | None = None
    department: str | None = None
    channel: str | None = None
    subject: str | None = None
    reported_at: datetime | None = None
    service_type: str | None = None
    fault_level: int | None = None
    major: bool | None = None
    fault_kind: str | None = None
    entitlement: Entitlement | None = None
    policy: str | None = None
    policy_version: int | None = None
    mode: str | None = None
    reason: str | None = None
    into_request_id: UUID | None = None
    overdue: bool = False
    """Its triage is."""
    registered_at: datetime | None = None
    triaged_at: datetime | None = None
    service_started_at: datetime | None = None
    resolved_at: datetime | None = None
    verified_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    cancelled_at: datetime | None = None
    merged_at: datetime | None = None


class WorkOrderSection(Section):
    """The work order and what it waits for."""

    department: str | None = None
    centre: str | None = None
    fault_level: int | None = None
    major: bool | None = None
    responded_by: str | None = None
    channel: str | None = None
    waiting_for: str | None = None
    pauses_clocks: bool | None = None
    reason: str | None = None
    line: int | None = None
    agreed: bool | None = None
    """Whether what a complaining customer agreed to puts the work first."""
    to_roles: list[str] = []
    taken_by: str | None = None
    finding: str | None = None
    measure: str | None = None
    method: str | None = None
    window_from: Annotated[datetime | None, Field(validation_alias="begins_at")] = None
    window_to: Annotated[datetime | None, Field(validation_alias="ends_at")] = None
    papers_outstanding: Annotated[int | None, Field(validation_alias="outstanding")] = None
    scheme_id: UUID | None = None
    parts: str | None = None
    commercial: str | None = None
    ready: bool | None = None
    mode: str | None = None
    cause: str | None = None
    action: str | None = None
    resolved_by: str | None = None
    opened_at: datetime | None = None
    responded_at: datetime | None = None
    held_at: datetime | None = None
    resumed_at: datetime | None = None
    escalated_at: datetime | None = None
    taken_over_at: datetime | None = None
    reported_up_at: datetime | None = None
    alert_raised_at: datetime | None = None
    analysed_at: datetime | None = None
    allocated_by: str | None = None
    staff_allocated_at: datetime | None = None
    solution_registered_at: datetime | None = None
    resolved_at: datetime | None = None
    reopened_at: datetime | None = None
    cancelled_at: datetime | None = None


class ClockSection(Section):
    """A promise: when it falls due, or how it ended."""

    name: str | None = None
    due_at: datetime | None = None
    policy: str | None = None
    policy_version: int | None = None
    started_at: datetime | None = None
    warned_at: datetime | None = None
    breached_at: datetime | None = None
    stopped_at: datetime | None = None
    verdict: str | None = None
    elapsed: Annotated[timedelta | None, Field(validation_alias="elapsed_seconds")] = None
    escalate_to: list[str] = []
    overdue: bool = False


class SchemeSection(Section):
    """A service scheme (售后服务方案) and its review."""

    author: str | None = None
    reviewer: str | None = None
    approver: str | None = None
    cause: str | None = None
    cause_kind: str | None = None
    action: str | None = None
    complex: bool | None = None
    skills: list[str] = []
    parts: list[PartQuantity] = []
    labour_days: int | None = None
    persons: int | None = None
    travel_estimate: Amount | None = None
    reason: str | None = None
    submitted_at: datetime | None = None
    given: bool | None = None
    by: str | None = None
    channel: str | None = None
    reviewed_at: datetime | None = None
    consent_asked_at: datetime | None = None
    consent_recorded_at: datetime | None = None
    approved_at: datetime | None = None
    returned_at: datetime | None = None
    withdrawn_at: datetime | None = None


class OutingSection(Section):
    """The application for an outing (外出服务申请单)."""

    number: str | None = None
    scheme_id: UUID | None = None
    author: str | None = None
    staff: list[str] = []
    purpose: str | None = None
    leaves_at: datetime | None = None
    returns_at: datetime | None = None
    transport: str | None = None
    estimate: Amount | None = None
    reviewer: str | None = None
    approver: str | None = None
    reason: str | None = None
    applied_at: datetime | None = None
    reviewed_at: datetime | None = None
    approved_at: datetime | None = None
    returned_at: datetime | None = None
    withdrawn_at: datetime | None = None


class LogSection(Section):
    """One line of the technician's log of the case."""

    kind: str | None = None
    text: str | None = None
    written_by: str | None = None
    part_no: str | None = None
    fate: str | None = None
    quantity: int | None = None
    amount: Amount | None = None
    written_at: datetime | None = None


class VisitSection(Section):
    """A visit as its service notice (售后服务通知单) says."""

    number: str | None = None
    scheme_id: UUID | None = None
    task: str | None = None
    engineer_id: UUID | None = None
    engineer_name: str | None = None
    planned_from: datetime | None = None
    planned_to: datetime | None = None
    fixed: bool | None = None
    reason: str | None = None
    scheduled_at: datetime | None = None
    accepted_at: datetime | None = None
    departed_at: datetime | None = None
    arrived_at: datetime | None = None
    finished_at: datetime | None = None
    cancelled_at: datetime | None = None


class ReportSection(Section):
    """The field record (外出服务记录表) of a visit."""

    visit_id: UUID | None = None
    engineer_id: UUID | None = None
    fixed: bool | None = None
    cause_kind: str | None = None
    findings: str | None = None
    work_done: str | None = None
    parts: list[FittedPart] = []
    times: ReportedTimes | None = None
    signature: Signature | None = None
    customer_rating: int | None = None
    archive_number: str | None = None
    sha256: str | None = None
    signed_at: datetime | None = None
    handed_in_at: datetime | None = None
    archived_at: datetime | None = None
