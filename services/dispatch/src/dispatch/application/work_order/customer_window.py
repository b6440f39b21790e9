"""The customer says when somebody may come; arrival is then promised for that (002-4.4.3c)."""

from datetime import datetime
from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderWindowAgreed
from aftercare_kit.fields import Body, Moment
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView
from dispatch.domain.work_order import WorkOrder


class CustomerWindow(Body):
    """Between which moments the customer wants somebody to arrive."""

    begins_at: Moment
    ends_at: Moment
    occurred_at: Moment | None = None


async def agree_customer_window(
    command: CustomerWindow, work_order_id: UUID, work: Work
) -> WorkOrderView:
    """Note the window; visits keep to it, and where the policy says so, so does the promise."""
    RIGHTS.require(work.actor, "work_order.respond")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    await agree(work, order, command.begins_at, command.ends_at, at)
    return WorkOrderView.of(order)


async def agree(
    work: Work, order: WorkOrder, begins: datetime, ends: datetime, at: datetime
) -> None:
    """The customer's date wins: the promise of arrival ends when the window does."""
    order.agree_window(begins, ends)
    agreed = WorkOrderWindowAgreed(
        request_id=order.request_id, work_order_id=order.id, begins_at=begins, ends_at=ends
    )
    work.announce(order, agreed, at)
    await keep.agree(work, order, ends, at)
