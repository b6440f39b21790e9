"""What intake answers: read-only pictures of its aggregates, without personal data."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, computed_field

from intake.domain.papers import missing


class View(BaseModel):
    """A picture of an aggregate, taken from its fields of the same name."""

    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def of(cls, aggregate: object) -> Self:
        """The picture of one aggregate or row."""
        return cls.model_validate(aggregate)


class CentreView(View):
    """A service centre."""

    id: UUID
    version: int
    code: str
    name: str
    zone: str
    week: Mapping[str, list[tuple[str, str]]]
    holidays: str | None
    closed: list[date]
    departments: list[str]
    policy: str


class CustomerView(View):
    """A customer."""

    id: UUID
    version: int
    code: str
    name: str
    kind: str
    centre: str


class ReplacementView(View):
    """A part exchanged in the field."""

    request_id: UUID
    part_no: str
    serial_on: str | None
    serial_off: str | None
    at: datetime


class VersionChangeView(View):
    """A component that came from one version to another."""

    component: str
    was: str | None
    now: str
    at: datetime


class AssetView(View):
    """A unit of the installed base with what was exchanged in it."""

    id: UUID
    version: int
    customer_id: UUID
    site_id: UUID
    serial: str
    model: str
    product_line: str
    sale_date: date | None
    accepted_on: date | None
    warranty_months: int | None
    invoice_no: str | None
    replacements: list[ReplacementView]
    parent_id: UUID | None
    main_part: bool
    project_no: str | None
    machine_no: str | None
    commissioned_on: date | None
    versions: Mapping[str, str]
    version_changes: list[VersionChangeView]
    nameplate: Mapping[str, str]
    manual: Mapping[str, str]

    @computed_field
    @property
    def missing(self) -> list[str]:
        """What nameplate and manual say and we do not keep yet (004-5.2.1.1, 004-5.2.1.2)."""
        return missing(self.nameplate, self.manual)


class ContractView(View):
    """A contract; an empty scope is everything the customer runs."""

    id: UUID
    version: int
    customer_id: UUID
    code: str
    kind: str
    starts_on: date
    ends_on: date
    product_lines: list[str]
    serials: list[str]
    policy: str
    clauses: Mapping[str, Any]
    package: list[str]


class DocumentView(View):
    """A document of a completion file."""

    paper: str
    title: str
    reference: str
    sha256: str | None


class AttendeeView(View):
    """Who took part, in which role."""

    role: str
    subject: str


class ReviewView(View):
    """A decision on a completion file."""

    step: str
    by: str
    at: datetime
    reasons: str | None


class AgreedView(View):
    """The contract period that begins with the acceptance."""

    code: str
    months: int
    product_lines: list[str]
    serials: list[str]
    policy: str


class FinalAcceptanceView(View):
    """Final acceptance and the opinions on the project."""

    on: date
    papers: str
    regions_opinion: str
    engineers_opinion: str


class HandoverView(View):
    """A project on its way into service."""

    id: UUID
    version: int
    customer_id: UUID
    centre: str
    project_no: str
    name: str
    size: str
    project_manager: str
    receiver: str
    agreed: AgreedView
    state: str
    documents: list[DocumentView]
    accepted_on: date | None
    acceptance_attended: list[AttendeeView]
    meeting_attended: list[AttendeeView]
    minutes: str | None
    reviews: list[ReviewView]
    contract_id: UUID | None
    final: FinalAcceptanceView | None


class NewSchemeView(View):
    """The O&M period that is offered."""

    text: str
    code: str
    months: int
    product_lines: list[str]
    serials: list[str]
    policy: str
    author: str


class RenewalView(View):
    """The task of renewing a contract."""

    id: UUID
    version: int
    contract_id: UUID
    customer_id: UUID
    centre: str
    ends_on: date
    state: str
    scheme: NewSchemeView | None
    new_contract_id: UUID | None
    declined_because: str | None


class PolicyView(View):
    """A published version of a service policy."""

    id: UUID
    version: int
    preset: str
    policy_version: int
    effective_from: datetime
    overrides: Mapping[str, Any]
    published_by: str


class AffectedView(View):
    """A unit of a campaign."""

    asset_id: UUID
    customer_id: UUID
    serial: str
    told_at: datetime | None
    wish: str | None
    settled_at: datetime | None


class CampaignView(View):
    """All units of a defect."""

    id: UUID
    version: int
    code: str
    defect: str
    measure: str
    reason: str
    opened_by: str
    units: list[AffectedView]
    closed_at: datetime | None


class EffectView(View):
    """What a change would have meant for one clock."""

    clock: str
    cases: int
    met_before: int
    met_after: int
    breached_before: int
    breached_after: int
    would_breach: list[str]
    would_meet: list[str]


class PreviewView(View):
    """A change of policy, tried on the cases of the last 31 days."""

    preset: str
    since: datetime
    until: datetime
    cases: int
    effects: list[EffectView]


class JudgementView(View):
    """What the desk found out at triage."""

    service_type: str
    fault_level: int
    major: bool
    fault_kind: str
    urban: bool


class EntitlementView(View):
    """What covers the case."""

    cover: str
    contract_id: UUID | None
    until: date | None
    item_in_scope: bool
    statutory: bool


class ReasonView(View):
    """What was looked at: the rule, what was found, until when it holds."""

    rule: str
    found: str
    until: date | None


class RemediesView(View):
    """What a consumer may choose by law, and why."""

    choices: list[str]
    reason: str


class CoverView(View):
    """What held for a unit on a day, with the reasons and the policy that was in force."""

    asset_id: UUID
    on: date
    part: str | None
    policy: str
    policy_version: int
    entitlement: EntitlementView
    reasons: list[ReasonView]
    remedies: RemediesView | None


class ProductLineView(View):
    """A product line, whether it is a batch product, and who serves it."""

    id: UUID
    version: int
    code: str
    name: str
    build: str
    made: int
    stage: str
    made_by: str
    batch: bool
    served_by: str


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
