"""What dispatch answers about outings, and about a work order with everything under it."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dispatch.application.views import (
    ClockView,
    ReportView,
    SchemeView,
    View,
    VisitView,
    WorkOrderView,
)


class JourneyView(View):
    """Who leaves, what for, when, how and at what cost."""

    staff: list[str]
    purpose: str
    leaves_at: datetime
    returns_at: datetime
    transport: str
    estimate: Decimal


class OutingView(View):
    """An application for an outing, and what became of it."""

    id: UUID
    version: int
    number: str
    request_id: UUID
    work_order_id: UUID
    scheme_id: UUID
    author: str
    journey: JourneyView
    applied_at: datetime
    state: str
    decided_by: str | None
    decided_at: datetime | None
    returned_because: str | None


class WorkOrderDetail(WorkOrderView):
    """A work order with everything under it."""

    clocks: list[ClockView]
    schemes: list[SchemeView]
    outings: list[OutingView]
    visits: list[VisitView]
    reports: list[ReportView]
