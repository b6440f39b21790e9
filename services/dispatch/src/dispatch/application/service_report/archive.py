"""Reports are filed under the year's numbers, and destroyed when their years are over."""

from uuid import UUID

from aftercare_contracts.dispatch import ServiceReportArchived, ServiceReportDestroyed
from aftercare_kit.fields import Body, Line
from dispatch.application.archive_number import archive_number
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_order.reach import target_report
from dispatch.application.views_service import ServiceReportView
from dispatch.domain.service_errors import ServiceOutOfOrder
from dispatch.domain.service_order import ServiceState

RETENTION_YEARS = 5
"""How long archived papers are kept at least (001-7)."""


class ArchiveServiceReport(Body):
    """Nothing to fill in: number and hash are the archive's own."""


class DestroyReport(Body):
    """Why it is destroyed now."""

    reason: Line


async def archive_service_report(
    _command: ArchiveServiceReport, report_id: UUID, work: Work
) -> ServiceReportView:
    """File a report that was handed in, reviewed by the information officer (001-5.5.6b)."""
    RIGHTS.require(work.actor, "report.archive")
    report, order = await target_report(work, report_id)
    if order.state is not ServiceState.HANDED_IN:
        raise ServiceOutOfOrder(state=order.state)
    number = await archive_number(work, order)
    archived = ServiceReportArchived(
        service_report_id=report.id,
        service_order_id=order.id,
        form=report.form.value,
        archive_number=number,
        sha256=report.archive(number, work.now),
    )
    work.announce(report, archived)
    return ServiceReportView.of(report)


async def destroy_service_report(
    command: DestroyReport, report_id: UUID, work: Work
) -> ServiceReportView:
    """Destroy the content of a report whose years are over; the trail says who did and why."""
    RIGHTS.require(work.actor, "report.destroy")
    report, order = await target_report(work, report_id)
    kept_until = report.destroy(work.now, RETENTION_YEARS)
    work.note("report.destroy", "service_report", report.id, reason=command.reason)
    destroyed = ServiceReportDestroyed(
        service_report_id=report.id,
        service_order_id=order.id,
        form=report.form.value,
        archive_number=report.archive_number or "",
        kept_until=kept_until,
    )
    work.announce(report, destroyed)
    return ServiceReportView.of(report)
