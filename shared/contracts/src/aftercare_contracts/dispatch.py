"""What dispatch says: work orders, clocks, schemes, visits and reports."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title
from aftercare_contracts.values import (
    Amount,
    FittedPart,
    PartQuantity,
    ReportedTimes,
    Signature,
)


class WorkOrderEvent(CaseEvent):
    """A fact about the work order of a case."""

    work_order_id: UUID


class WorkOrderOpened(WorkOrderEvent):
    """The triaged request became work with running clocks."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.opened.v1"
    title: ClassVar[Title] = Title("Work order opened", "派工单开立")

    department: str
    centre: str
    fault_level: int
    major: bool


class WorkOrderResponded(WorkOrderEvent):
    """Somebody competent answered the customer for the first time (002-T2, 004-3b)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.responded.v1"
    title: ClassVar[Title] = Title("First response", "首次响应")

    responded_by: str
    channel: str


class WorkOrderHeld(WorkOrderEvent):
    """Work waits; clocks pause only when it waits for the customer."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.held.v1"
    title: ClassVar[Title] = Title("Work held", "工单挂起")

    waiting_for: Literal["customer", "vendor", "problem", "evidence", "parts"]
    pauses_clocks: bool
    reason: str


class WorkOrderResumed(WorkOrderEvent):
    """The wait is over."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.resumed.v1"
    title: ClassVar[Title] = Title("Work resumed", "工单恢复")


class WorkOrderEscalated(WorkOrderEvent):
    """The next line took over: by a clock or by hand (000-4.2b)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.escalated.v1"
    title: ClassVar[Title] = Title("Escalated", "升级")

    line: int
    to_roles: list[str] = []
    reason: str


class WorkOrderReadinessChanged(WorkOrderEvent):
    """What a visit waits for changed: the scheme, its parts or its price."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.readiness_changed.v1"
    title: ClassVar[Title] = Title("Readiness changed", "出行条件变化")

    scheme_id: UUID | None
    parts: Literal["none_needed", "pending", "reserved", "short"]
    commercial: Literal["pending", "free", "quoted", "accepted", "refused"]
    ready: bool


class WorkOrderResolved(WorkOrderEvent):
    """The fault is cleared, remotely with consent or on site with a signed report (002-4.4.1b)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.resolved.v1"
    title: ClassVar[Title] = Title("Fault cleared", "故障排除")

    mode: Literal["remote", "on_site"]
    cause: str
    action: str
    resolved_by: str
    visit_id: UUID | None = None


class WorkOrderReopened(WorkOrderEvent):
    """The case came back: the work order is open again."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.reopened.v1"
    title: ClassVar[Title] = Title("Work order reopened", "派工单重开")

    reason: str


class WorkOrderCancelled(WorkOrderEvent):
    """No more work on this case; parts and quotes for it are to be let go."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.cancelled.v1"
    title: ClassVar[Title] = Title("Work order cancelled", "派工单取消")

    reason: str


class ClockEvent(CaseEvent):
    """A fact about one promised clock."""

    clock_id: UUID
    name: str


class ClockStarted(ClockEvent):
    """A promise began to run."""

    type: ClassVar[str] = "aftercare.dispatch.clock.started.v1"
    title: ClassVar[Title] = Title("Clock started", "时限开始")

    due_at: datetime
    policy: str
    policy_version: int


class ClockHeld(ClockEvent):
    """The clock pauses: we wait for the customer."""

    type: ClassVar[str] = "aftercare.dispatch.clock.held.v1"
    title: ClassVar[Title] = Title("Clock held", "时限暂停")

    reason: str


class ClockResumed(ClockEvent):
    """The clock runs again towards its new due time."""

    type: ClassVar[str] = "aftercare.dispatch.clock.resumed.v1"
    title: ClassVar[Title] = Title("Clock resumed", "时限恢复")

    due_at: datetime


class ClockWarned(ClockEvent):
    """The warn point passed and the promise is still open."""

    type: ClassVar[str] = "aftercare.dispatch.clock.warned.v1"
    title: ClassVar[Title] = Title("Clock warning", "时限预警")

    due_at: datetime
    escalate_to: list[str] = []


class ClockBreached(ClockEvent):
    """The due time passed and no act that keeps the promise is recorded."""

    type: ClassVar[str] = "aftercare.dispatch.clock.breached.v1"
    title: ClassVar[Title] = Title("Clock breached", "时限超期")

    due_at: datetime
    escalate_to: list[str] = []


class ClockStopped(ClockEvent):
    """The promised act happened. `met` withdraws a breach said before a late record came in."""

    type: ClassVar[str] = "aftercare.dispatch.clock.stopped.v1"
    title: ClassVar[Title] = Title("Clock stopped", "时限结束")

    verdict: Literal["met", "breached"]
    due_at: datetime
    stopped_at: datetime
    elapsed_seconds: int
    fault_level: int


class ClockCancelled(ClockEvent):
    """The promise fell away with the work it was for."""

    type: ClassVar[str] = "aftercare.dispatch.clock.cancelled.v1"
    title: ClassVar[Title] = Title("Clock cancelled", "时限取消")


class SchemeEvent(CaseEvent):
    """A fact about a service scheme (售后服务方案)."""

    scheme_id: UUID
    work_order_id: UUID


class SchemeSubmitted(SchemeEvent):
    """A scheme went to review (002-4.2.2b)."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.submitted.v1"
    title: ClassVar[Title] = Title("Scheme submitted", "服务方案提交")

    author: str
    cause: str
    action: str


class SchemeReviewed(SchemeEvent):
    """A scheme for a major problem passed its review; the general manager decides (002-4.2.2c)."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.reviewed.v1"
    title: ClassVar[Title] = Title("Scheme reviewed", "服务方案评审通过")

    reviewer: str


class SchemeApproved(SchemeEvent):
    """The scheme may be carried out: parts can be reserved and liability decided."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.approved.v1"
    title: ClassVar[Title] = Title("Scheme approved", "服务方案批准")

    asset_id: UUID
    cause: str
    cause_kind: Literal["product_quality", "customer_use", "supplier", "unknown"]
    complex: bool
    skills: list[str]
    parts: list[PartQuantity]
    labour_days: int
    persons: int
    travel_estimate: Amount
    centre: str
    approver: str


class SchemeReturned(SchemeEvent):
    """The reviewer sent the scheme back with reasons."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.returned.v1"
    title: ClassVar[Title] = Title("Scheme returned", "服务方案退回")

    reason: str
    reviewer: str


class SchemeWithdrawn(SchemeEvent):
    """An approved scheme will not be carried out; its parts and quote are let go."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.withdrawn.v1"
    title: ClassVar[Title] = Title("Scheme withdrawn", "服务方案撤回")

    reason: str


class VisitEvent(CaseEvent):
    """A fact about a visit on site and its service notice (售后服务通知单)."""

    visit_id: UUID
    work_order_id: UUID
    scheme_id: UUID


class VisitScheduled(VisitEvent):
    """A service notice was issued to a qualified, free engineer (001-5.5.4)."""

    type: ClassVar[str] = "aftercare.dispatch.visit.scheduled.v1"
    title: ClassVar[Title] = Title("Visit scheduled", "开具服务通知单")

    number: str
    engineer_id: UUID
    engineer_name: str
    planned_from: datetime
    planned_to: datetime


class VisitRescheduled(VisitEvent):
    """The visit moved to another time or engineer."""

    type: ClassVar[str] = "aftercare.dispatch.visit.rescheduled.v1"
    title: ClassVar[Title] = Title("Visit rescheduled", "改期")

    engineer_id: UUID
    engineer_name: str
    planned_from: datetime
    planned_to: datetime
    reason: str


class VisitAccepted(VisitEvent):
    """The engineer took the notice."""

    type: ClassVar[str] = "aftercare.dispatch.visit.accepted.v1"
    title: ClassVar[Title] = Title("Visit accepted", "工程师接单")


class VisitDeparted(VisitEvent):
    """The engineer is on the way; the reserved parts go along."""

    type: ClassVar[str] = "aftercare.dispatch.visit.departed.v1"
    title: ClassVar[Title] = Title("Engineer departed", "工程师出发")

    engineer_id: UUID


class VisitArrived(VisitEvent):
    """The engineer is on site (002-4.4.3c)."""

    type: ClassVar[str] = "aftercare.dispatch.visit.arrived.v1"
    title: ClassVar[Title] = Title("Engineer arrived", "工程师到场")


class VisitFinished(VisitEvent):
    """The work on site ended; the report is due."""

    type: ClassVar[str] = "aftercare.dispatch.visit.finished.v1"
    title: ClassVar[Title] = Title("Visit finished", "现场完工")

    fixed: bool


class VisitCancelled(VisitEvent):
    """The visit will not take place, or was broken off; issued parts come back."""

    type: ClassVar[str] = "aftercare.dispatch.visit.cancelled.v1"
    title: ClassVar[Title] = Title("Visit cancelled", "服务取消")

    departed: bool
    reason: str


class ReportEvent(CaseEvent):
    """A fact about the field record of a visit (外出服务记录表)."""

    report_id: UUID
    visit_id: UUID
    work_order_id: UUID


class ReportSigned(ReportEvent):
    """The customer signed or sealed the report: it is valid (001-5.5.5b, 002-4.4.3d)."""

    type: ClassVar[str] = "aftercare.dispatch.report.signed.v1"
    title: ClassVar[Title] = Title("Report signed", "服务记录签字")

    scheme_id: UUID
    asset_id: UUID
    engineer_id: UUID
    fixed: bool
    cause_kind: Literal["product_quality", "customer_use", "supplier", "unknown"]
    findings: str
    work_done: str
    parts: list[FittedPart]
    times: ReportedTimes
    signature: Signature
    customer_rating: int | None = None


class ReportHandedIn(ReportEvent):
    """The signed report and the notice are back at the desk (001-5.5.6a)."""

    type: ClassVar[str] = "aftercare.dispatch.report.handed_in.v1"
    title: ClassVar[Title] = Title("Report handed in", "记录交回")


class ReportArchived(ReportEvent):
    """The report was reviewed, numbered and filed (001-5.5.6b)."""

    type: ClassVar[str] = "aftercare.dispatch.report.archived.v1"
    title: ClassVar[Title] = Title("Report archived", "记录归档")

    archive_number: str
    sha256: str
