"""The information officer reviews, numbers and files the report (001-5.5.6b)."""

from uuid import UUID

from aftercare_contracts.dispatch import ReportArchived
from aftercare_kit.fields import Body
from dispatch.application.archive_number import archive_number
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import ReportView


class Archive(Body):
    """Nothing to fill in: number and hash are the archive's own."""


async def archive_report(_command: Archive, report_id: UUID, work: Work) -> ReportView:
    """File the report under `<region>-<year>-<running number>` with the hash of its content."""
    RIGHTS.require(work.actor, "report.archive")
    report, order = await target_part(work, work.reports, "report", report_id)
    number = await archive_number(work, order)
    archived = ReportArchived(
        request_id=report.request_id,
        report_id=report.id,
        visit_id=report.visit_id,
        work_order_id=report.work_order_id,
        archive_number=number,
        sha256=report.archive(number),
    )
    work.announce(report, archived)
    return ReportView.of(report)
