"""The engineer hands the signed report and the notice in, within its clock (001-5.5.6a)."""

from uuid import UUID

from aftercare_contracts.dispatch import ReportHandedIn
from aftercare_kit.fields import Body, Moment
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import ReportView
from dispatch.application.work_order.papers import tell_papers


class HandIn(Body):
    """When the papers were back."""

    occurred_at: Moment | None = None


async def hand_in_report(command: HandIn, report_id: UUID, work: Work) -> ReportView:
    """Note that the papers are back; their clock stops."""
    RIGHTS.require(work.actor, "report.sign")
    at = work.moment(command.occurred_at)
    report, order = await target_part(work, work.reports, "report", report_id)
    (await work.visits.get(report.visit_id)).must_be_for(work.actor.engineer_id)
    report.hand_in(at)
    handed_in = ReportHandedIn(
        request_id=report.request_id,
        report_id=report.id,
        visit_id=report.visit_id,
        work_order_id=report.work_order_id,
    )
    work.announce(report, handed_in, at)
    await tell_papers(work, order, at)
    await keep.stop(work, report.work_order_id, {"report_hand_in"}, at)
    return ReportView.of(report)
