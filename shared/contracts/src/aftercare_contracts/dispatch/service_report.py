"""The reports that the service table demands, from draft to archive and, years later, beyond."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from aftercare_contracts.base import Event, Title
from aftercare_contracts.values import Signature


class ServiceReportEvent(Event):
    """A fact about a report of a service order."""

    service_report_id: UUID
    service_order_id: UUID
    form: str


class ServiceReportWritten(ServiceReportEvent):
    """A demanded report was filled in (001-5.5.5a)."""

    type: ClassVar[str] = "aftercare.dispatch.service_report.written.v1"
    title: ClassVar[Title] = Title("Service report written", "填写服务报告")

    units: list[str]
    training_hours: Decimal | None = None


class ServiceReportSigned(ServiceReportEvent):
    """The customer signed or sealed it, and was asked for rating and suggestions (001-5.5.5)."""

    type: ClassVar[str] = "aftercare.dispatch.service_report.signed.v1"
    title: ClassVar[Title] = Title("Service report signed", "服务报告签字")

    signature: Signature
    customer_id: UUID | None
    customer_rating: int | None = None
    suggestion: str | None = None


class ServiceReportArchived(ServiceReportEvent):
    """Reviewed, numbered and filed (001-5.5.6b)."""

    type: ClassVar[str] = "aftercare.dispatch.service_report.archived.v1"
    title: ClassVar[Title] = Title("Service report archived", "服务报告归档")

    archive_number: str
    sha256: str


class ServiceReportDestroyed(ServiceReportEvent):
    """Its content was destroyed after the years it had to be kept; number and hash remain."""

    type: ClassVar[str] = "aftercare.dispatch.service_report.destroyed.v1"
    title: ClassVar[Title] = Title("Service report destroyed", "服务报告销毁")

    archive_number: str
    kept_until: datetime
