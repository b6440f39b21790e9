"""Requests, as intake answers them."""

from datetime import datetime
from uuid import UUID

from intake.application.views.cover import EntitlementView
from intake.application.views.view import View


class JudgementView(View):
    """What the desk found out at triage."""

    service_type: str
    fault_level: int
    major: bool
    fault_kind: str
    urban: bool


class CallClockView(View):
    """A clock of the call."""

    name: str
    due_at: datetime
    verdict: str | None
    stopped_at: datetime | None


class ReferralView(View):
    """A supplier called, or a user guided."""

    origin: str
    at: datetime
    by: str
    supplier: str | None
    guidance: str | None


class RequestView(View):
    """A request, as list and detail show it."""

    id: UUID
    version: int
    number: str
    customer_id: UUID
    asset_id: UUID
    contact_id: UUID | None
    asset_serial: str
    product_line: str
    site_code: str
    centre: str
    department: str
    channel: str
    subject: str
    description: str | None
    state: str
    reported_at: datetime
    registered_at: datetime
    form_due_at: datetime | None
    form_overdue: bool
    judgement: JudgementView | None
    handled_by: str | None
    entitlement: EntitlementView | None
    policy: str | None
    policy_version: int | None
    resolved_at: datetime | None
    ended_because: str | None
    merged_into: UUID | None
    need: str
    service_kind: str | None
    call_clocks: list[CallClockView]
    appointment_at: datetime | None
    referrals: list[ReferralView]
