"""Service plans on their way through approval, and what falls due by the calendar."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from aftercare_contracts.base import Event, Title
from aftercare_contracts.values import Amount


class ServicePlanEvent(Event):
    """A fact about a service plan: of a project, of the year, of a quarter's training."""

    service_plan_id: UUID
    kind: str


class ServicePlanSubmitted(ServicePlanEvent):
    """A plan with all that it has to tell went to its approvers (000-6.3, 001-5.4.2)."""

    type: ClassVar[str] = "aftercare.dispatch.service_plan.submitted.v1"
    title: ClassVar[Title] = Title("Service plan submitted", "服务计划提交")

    number: str
    author: str
    centre: str


class ServicePlanReviewed(ServicePlanEvent):
    """One of its approvals is given; another is left."""

    type: ClassVar[str] = "aftercare.dispatch.service_plan.reviewed.v1"
    title: ClassVar[Title] = Title("Service plan reviewed", "服务计划审核通过")

    reviewer: str


class ServicePlanApproved(ServicePlanEvent):
    """The plan is in force: its jobs will come, its spares and budget count (000-6.3.4)."""

    type: ClassVar[str] = "aftercare.dispatch.service_plan.approved.v1"
    title: ClassVar[Title] = Title("Service plan approved", "服务计划批准")

    number: str
    year: int
    centre: str
    project_no: str | None = None
    customer_id: UUID | None = None
    spare_ratio_target: Decimal | None = None
    budget: Amount | None = None
    jobs: dict[str, int] = {}
    approver: str


class ServicePlanReturned(ServicePlanEvent):
    """It went back to its author with reasons (000-6.4)."""

    type: ClassVar[str] = "aftercare.dispatch.service_plan.returned.v1"
    title: ClassVar[Title] = Title("Service plan returned", "服务计划退回")

    reason: str
    reviewer: str


class ServicePlanClosed(ServicePlanEvent):
    """Its time is over, or it is given up; no further job comes from it."""

    type: ClassVar[str] = "aftercare.dispatch.service_plan.closed.v1"
    title: ClassVar[Title] = Title("Service plan closed", "服务计划结束")

    reason: str


class ObligationEvent(Event):
    """A fact about something that has to be done by a day, because the calendar or a rule says."""

    obligation_id: UUID
    kind: str
    period: str


class ObligationOpened(ObligationEvent):
    """Somebody has to do it now."""

    type: ClassVar[str] = "aftercare.dispatch.obligation.opened.v1"
    title: ClassVar[Title] = Title("Task opened", "任务下达")

    roles: list[str]
    due_at: datetime


class ObligationOverdue(ObligationEvent):
    """Its day passed, and it is not done."""

    type: ClassVar[str] = "aftercare.dispatch.obligation.overdue.v1"
    title: ClassVar[Title] = Title("Task overdue", "任务超期")

    due_at: datetime


class ObligationMet(ObligationEvent):
    """It is done."""

    type: ClassVar[str] = "aftercare.dispatch.obligation.met.v1"
    title: ClassVar[Title] = Title("Task done", "任务完成")

    by_id: UUID
    on: date
