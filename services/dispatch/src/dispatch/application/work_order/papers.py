"""Says how many visits' papers have yet to come in, whenever that changes (002-4.5.1a)."""

from datetime import datetime

from aftercare_contracts.dispatch import WorkOrderPapersChanged
from dispatch.application.ports import Work
from dispatch.domain.report import ReportState
from dispatch.domain.visit import VisitState
from dispatch.domain.work_order import WorkOrder


async def tell_papers(work: Work, order: WorkOrder, at: datetime) -> None:
    """A finished visit owes its papers until its report is handed in."""
    reports = await work.reports.every(work_order_id=order.id)
    there = {report.visit_id for report in reports if report.state is not ReportState.SIGNED}
    outstanding = [
        visit
        for visit in await work.visits.every(work_order_id=order.id)
        if visit.state is VisitState.FINISHED and visit.id not in there
    ]
    changed = WorkOrderPapersChanged(
        request_id=order.request_id, work_order_id=order.id, outstanding=len(outstanding)
    )
    work.announce(order, changed, at)
