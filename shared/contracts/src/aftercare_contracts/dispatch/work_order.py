"""Work orders: opened, answered, held, resolved, cancelled."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title


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
    owner: str = ""
    line: int = 1


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


class WorkOrderTakenOver(WorkOrderEvent):
    """Somebody of the line has it now (000-4.2b)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.taken_over.v1"
    title: ClassVar[Title] = Title("Taken over", "接手")

    line: int
    taken_by: str


class WorkOrderSolutionRegistered(WorkOrderEvent):
    """Technical support put its solution on record (000-4.4a)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.solution_registered.v1"
    title: ClassVar[Title] = Title("Solution registered", "解决方法登记")

    line: int
    cause: str
    method: str


class WorkOrderPrecedenceChanged(WorkOrderEvent):
    """What a complaining customer agreed to goes before other work, until it is done.

    (004-5.3.2.2c)
    """

    type: ClassVar[str] = "aftercare.dispatch.work_order.precedence_changed.v1"
    title: ClassVar[Title] = Title("Precedence changed", "优先级变更")

    complaint_id: UUID
    agreed: bool


class WorkOrderReportedUp(WorkOrderEvent):
    """The fault was reported upward: major problems to the general manager (002-4.3.3a)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.reported_up.v1"
    title: ClassVar[Title] = Title("Reported upward", "上报")

    to_roles: list[str]
    reason: str


class WorkOrderAlertRaised(WorkOrderEvent):
    """A finding of larger impact, raised from the field at once (001-5.2.2.2)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.alert_raised.v1"
    title: ClassVar[Title] = Title("Alert from the field", "现场告警")

    finding: str
    found_at: datetime
    in_time: bool
    to_roles: list[str]


class WorkOrderAnalysed(WorkOrderEvent):
    """Quality stated cause and first measure, and named technicians (002-4.2.2a)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.analysed.v1"
    title: ClassVar[Title] = Title("Quality analysis", "质量分析")

    cause: str
    measure: str
    technicians: list[str]


class WorkOrderWindowAgreed(WorkOrderEvent):
    """The customer says when somebody may come (002-4.4.3c)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.window_agreed.v1"
    title: ClassVar[Title] = Title("Time agreed with the customer", "约定上门时间")

    begins_at: datetime
    ends_at: datetime


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


class WorkOrderPapersChanged(WorkOrderEvent):
    """How many visits' papers have yet to come in: with any of them no case closes (002-4.5.1a)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.papers_changed.v1"
    title: ClassVar[Title] = Title("Papers changed", "资料交回情况变化")

    outstanding: int


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


class WorkOrderStaffAllocated(WorkOrderEvent):
    """Engineering allocated somebody of another centre (003-2.1d)."""

    type: ClassVar[str] = "aftercare.dispatch.work_order.staff_allocated.v1"
    title: ClassVar[Title] = Title("Staff allocated", "跨区调配人员")

    engineer_id: UUID
    engineer_name: str
    from_centre: str
    reason: str
    allocated_by: str
