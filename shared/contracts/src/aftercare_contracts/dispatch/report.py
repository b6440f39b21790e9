"""Field reports: signed, handed in, archived."""

from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title
from aftercare_contracts.values import FittedPart, ReportedTimes, Signature


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
    written_by: str | None = None
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
