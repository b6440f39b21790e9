"""A case: one line of the list, and the whole of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from aftercare_kit.languages import Language
from gateway.application.views.outcome import (
    ChargeSection,
    ComplaintSection,
    CostSection,
    LiabilitySection,
    PartsSection,
    QuoteSection,
    ReplacementSection,
    ReturnSection,
    SurveySection,
    UsageSection,
    VerificationSection,
)
from gateway.application.views.work import (
    ClockSection,
    LogSection,
    OutingSection,
    ReportSection,
    RequestSection,
    SchemeSection,
    VisitSection,
    WorkOrderSection,
)


class CaseLine(BaseModel):
    """One line of the list of cases."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    request_id: UUID
    version: int
    number: str
    state: str
    customer_id: UUID
    centre: str | None
    department: str | None
    asset_serial: str | None
    subject: str | None
    fault_level: int | None
    major: bool | None
    reported_at: datetime | None
    overdue: bool
    changed_at: datetime


class TimelineEntry(BaseModel):
    """One event, as people and programs read it."""

    model_config = ConfigDict(frozen=True)

    event_id: UUID
    request_id: UUID | None
    service: str
    type: str
    aggregate_id: UUID
    aggregate_version: int
    occurred_at: datetime
    recorded_at: datetime
    title: dict[Language, str]
    facts: dict[str, Any]


class Earlier(BaseModel):
    """What a repeated round has replaced, oldest first."""

    model_config = ConfigDict(frozen=True)

    liabilities: list[LiabilitySection] = []
    quotes: list[QuoteSection] = []
    charges: list[ChargeSection] = []
    verifications: list[VerificationSection] = []
    surveys: list[SurveySection] = []


class CaseView(CaseLine):
    """The whole case. Of what may repeat, the newest stands here and the rest under `earlier`."""

    request: RequestSection | None
    work_order: WorkOrderSection | None
    clocks: list[ClockSection]
    schemes: list[SchemeSection]
    outings: list[OutingSection]
    visits: list[VisitSection]
    reports: list[ReportSection]
    case_log: list[LogSection]
    parts: list[PartsSection]
    usages: list[UsageSection]
    costs: list[CostSection]
    replacements: list[ReplacementSection]
    returns: list[ReturnSection]
    liability: LiabilitySection | None
    quote: QuoteSection | None
    charge: ChargeSection | None
    verification: VerificationSection | None
    survey: SurveySection | None
    complaints: list[ComplaintSection]
    earlier: Earlier
    timeline: list[TimelineEntry]
    """The first events, oldest first; `timeline_next` is the cursor of those after them."""
    timeline_next: str | None
