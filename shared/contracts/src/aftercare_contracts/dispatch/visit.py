"""Visits on site under their service notices."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title


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
    travel_minutes: int = 0
    unit: str | None = None
    task: str = ""


class VisitRescheduled(VisitEvent):
    """The visit moved to another time or engineer."""

    type: ClassVar[str] = "aftercare.dispatch.visit.rescheduled.v1"
    title: ClassVar[Title] = Title("Visit rescheduled", "改期")

    engineer_id: UUID
    engineer_name: str
    planned_from: datetime
    planned_to: datetime
    reason: str
    travel_minutes: int = 0
    unit: str | None = None
    asked_by: Literal["us", "customer"] = "us"


class VisitAccepted(VisitEvent):
    """The engineer took the notice."""

    type: ClassVar[str] = "aftercare.dispatch.visit.accepted.v1"
    title: ClassVar[Title] = Title("Visit accepted", "工程师接单")


class VisitDeparted(VisitEvent):
    """The engineer is on the way; the reserved parts go along."""

    type: ClassVar[str] = "aftercare.dispatch.visit.departed.v1"
    title: ClassVar[Title] = Title("Engineer departed", "工程师出发")

    engineer_id: UUID
    tools_left: list[str] | None = None


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


class VisitHeadWritten(VisitEvent):
    """The desk wrote the head of the outing record anew (002-4.4.3b)."""

    type: ClassVar[str] = "aftercare.dispatch.visit.head_written.v1"
    title: ClassVar[Title] = Title("Record's head written", "填写服务记录表头")

    task: str
    written_by: str
