"""Service orders and their reports as they are shown."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dispatch.application.views import View


class UnitView(View):
    serial: str
    type: str


class ResultView(View):
    serial: str
    type: str
    normal: bool
    remark: str | None


class DemandView(View):
    form: str
    units: list[str]


class ServiceOrderView(View):
    """A planned service, and the reports it owes once it is done."""

    id: UUID
    version: int
    number: str
    kind: str
    occasion: str
    mode: str
    subject: str
    customer_id: UUID | None
    site_code: str
    department: str
    centre: str
    units: list[UnitView]
    skills: list[str]
    planned_from: datetime
    planned_to: datetime
    plan_id: UUID | None
    request_id: UUID | None
    outside_unit: str | None
    notice_number: str | None
    engineer_id: UUID | None
    engineer_name: str | None
    state: str
    arrived_at: datetime | None
    done_at: datetime | None
    returned_at: datetime | None
    results: list[ResultView]
    training_hours: Decimal | None
    demands: list[DemandView]
    hand_in_due_at: datetime | None
    overdue: bool
    taught: str | None
    material: str | None


class ServiceReportView(View):
    """Where a report stands, and its number and hash once archived."""

    id: UUID
    version: int
    service_order_id: UUID
    form: str
    units: list[str]
    state: str
    written_at: datetime
    customer_rating: int | None
    rating_declined: bool
    archive_number: str | None
    sha256: str | None
    archived_at: datetime | None


class ServiceOrderDetail(ServiceOrderView):
    """A service order with its reports."""

    reports: list[ServiceReportView]


class TableRowView(View):
    """One row of the service table: how a kind is given, and what its work code reminds of."""

    kind: str
    modes: list[str]
    of_units: bool
    checklist: list[str]
