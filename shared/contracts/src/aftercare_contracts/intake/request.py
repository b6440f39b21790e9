"""What intake says of a service request's life."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title
from aftercare_contracts.values import Engagement, Entitlement, Promise


class RequestRegistered(CaseEvent):
    """A need was taken in and has its printed number (002-4.2.1, 002-4.5.2)."""

    type: ClassVar[str] = "aftercare.intake.request.registered.v1"
    title: ClassVar[Title] = Title("Request registered", "受理登记")

    number: str
    customer_id: UUID
    asset_id: UUID
    asset_serial: str
    product_line: str
    site_code: str
    centre: str
    department: str
    channel: str
    subject: str
    reported_at: datetime
    need: str = "repair"


class RequestTriaged(CaseEvent):
    """The request was judged, and the promise for it frozen (002-4.2.1b, 002-T2)."""

    type: ClassVar[str] = "aftercare.intake.request.triaged.v1"
    title: ClassVar[Title] = Title("Request triaged", "分类定级")

    number: str
    customer_id: UUID
    asset_id: UUID
    asset_serial: str
    product_line: str
    site_code: str
    subject: str
    service_type: Literal["technical_support", "quality_information"]
    fault_level: int
    major: bool
    fault_kind: str
    department: str
    engagement: Engagement
    entitlement: Entitlement
    promise: Promise
    reported_at: datetime
    service_kind: str = "on_site_repair"


class RequestFaultRepeated(CaseEvent):
    """The same unit failed again within the policy's months: a quality alarm."""

    type: ClassVar[str] = "aftercare.intake.request.fault_repeated.v1"
    title: ClassVar[Title] = Title("Same unit failed again", "同一设备重复故障")

    number: str
    asset_id: UUID
    asset_serial: str
    product_line: str
    earlier_request_ids: list[UUID]
    within_months: int


class RequestTriageOverdue(CaseEvent):
    """The handling sheet still has no type when its time is up (002-4.2.1b)."""

    type: ClassVar[str] = "aftercare.intake.request.triage_overdue.v1"
    title: ClassVar[Title] = Title("Triage overdue", "分类超期")

    due_at: datetime


class RequestCallMissed(CaseEvent):
    """A clock of the call is over: the relay, an answer, an appointment (T01, T14, T21)."""

    type: ClassVar[str] = "aftercare.intake.request.call_missed.v1"
    title: ClassVar[Title] = Title("Call overdue", "来电处理超期")

    clock: Literal["relay", "phone_answer", "appointment"]
    due_at: datetime


class RequestAnswered(CaseEvent):
    """An expert spoke with the caller (003-1b, 004-5.1.7.2)."""

    type: ClassVar[str] = "aftercare.intake.request.answered.v1"
    title: ClassVar[Title] = Title("Caller answered", "电话答复")

    appointment_at: datetime | None = None


class RequestReferred(CaseEvent):
    """The cause lies outside our product: a supplier was called, or the user guided (002-4.3.4)."""

    type: ClassVar[str] = "aftercare.intake.request.referred.v1"
    title: ClassVar[Title] = Title("Referred", "转办")

    origin: Literal["supplier", "usage", "unclear"]
    supplier: str | None = None


class RequestServiceStarted(CaseEvent):
    """The field or the second line took the case up; the desk waits for its result."""

    type: ClassVar[str] = "aftercare.intake.request.service_started.v1"
    title: ClassVar[Title] = Title("Service started", "服务开始")


class RequestResolved(CaseEvent):
    """The work is done; the customer has yet to confirm it."""

    type: ClassVar[str] = "aftercare.intake.request.resolved.v1"
    title: ClassVar[Title] = Title("Request resolved", "处理完成")

    mode: Literal["remote", "on_site"]


class RequestVerified(CaseEvent):
    """The customer confirmed, but visits' papers are out: it closes with the last (002-4.5.1a)."""

    type: ClassVar[str] = "aftercare.intake.request.verified.v1"
    title: ClassVar[Title] = Title("Confirmed, papers still out", "已确认，待交资料")

    papers_outstanding: int


class RequestClosed(CaseEvent):
    """The customer confirmed, the forms are in: the case is closed (002-4.5.1)."""

    type: ClassVar[str] = "aftercare.intake.request.closed.v1"
    title: ClassVar[Title] = Title("Request closed", "结案")

    number: str
    customer_id: UUID


class RequestReopened(CaseEvent):
    """The customer was not satisfied or the fault came back."""

    type: ClassVar[str] = "aftercare.intake.request.reopened.v1"
    title: ClassVar[Title] = Title("Request reopened", "重新受理")

    reason: str


class RequestCancelled(CaseEvent):
    """The request was withdrawn; whatever was set in motion for it is undone."""

    type: ClassVar[str] = "aftercare.intake.request.cancelled.v1"
    title: ClassVar[Title] = Title("Request cancelled", "受理取消")

    reason: str


class RequestMerged(CaseEvent):
    """The request says the same as another, which goes on for both."""

    type: ClassVar[str] = "aftercare.intake.request.merged.v1"
    title: ClassVar[Title] = Title("Request merged", "合并受理")

    into_request_id: UUID
