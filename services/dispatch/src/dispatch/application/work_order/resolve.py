"""Clearing the fault from afar, with the customer's consent (002-4.4.1b)."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderResolved
from aftercare_kit.fields import Body, Line, Moment, Prose
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView
from dispatch.application.work_order.drop_plans import drop_plans


class ResolveRemotely(Body):
    """What was wrong, what was done, and that the customer agreed to remote handling."""

    cause: Line
    action: Prose
    customer_consent: bool
    occurred_at: Moment | None = None


async def resolve_remotely(
    command: ResolveRemotely, work_order_id: UUID, work: Work
) -> WorkOrderView:
    """Record that the fault was cleared remotely; plans to travel fall away."""
    RIGHTS.require(work.actor, "work_order.resolve")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    order.resolve_remotely(at, consent=command.customer_consent)
    await drop_plans(work, order, "resolved remotely")
    resolved = WorkOrderResolved(
        request_id=order.request_id,
        work_order_id=order.id,
        mode="remote",
        cause=command.cause,
        action=command.action,
        resolved_by=work.actor.subject,
    )
    work.announce(order, resolved, at)
    await keep.stop(work, order.id, {"response", "report_up", "fix"}, at)
    await keep.cancel(work, order.id)
    return WorkOrderView.of(order)
