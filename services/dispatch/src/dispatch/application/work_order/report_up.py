"""The fault is reported upward apart from the first response (002-T2: two clocks, side by side)."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderReportedUp
from aftercare_kit.fields import Body, Moment
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView
from dispatch.domain.work_order import WorkOrder


class ReportUp(Body):
    """When the fault was reported upward."""

    occurred_at: Moment | None = None


async def report_up(command: ReportUp, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Stop the clock of the report upward; refused when nothing of that kind is promised."""
    RIGHTS.require(work.actor, "work_order.respond")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    order.must_be_open()
    await keep.must_run(work, order.id, "report_up")
    work.announce(order, reported_up(order, "fault level"), at)
    await keep.stop(work, order.id, {"report_up"}, at)
    return WorkOrderView.of(order)


def reported_up(order: WorkOrder, reason: str) -> WorkOrderReportedUp:
    """Who hears of it: the department's head, of a major problem quality and the manager."""
    heads = ["department_head"]
    return WorkOrderReportedUp(
        request_id=order.request_id,
        work_order_id=order.id,
        to_roles=["gm", "quality", *heads] if order.major else heads,
        reason=reason,
    )
