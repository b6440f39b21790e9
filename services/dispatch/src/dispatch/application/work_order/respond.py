"""The first response to the customer stops the first clock (002-T2, 004-3b)."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderResponded
from aftercare_kit.fields import Body, Line, Moment
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView


class Respond(Body):
    """Who was answered how, and whether the fault was reported upward in the same breath."""

    channel: Line = "phone"
    reported_up: bool = True
    occurred_at: Moment | None = None


async def respond(command: Respond, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Record the first response; the fault's report upward has a clock of its own (T07).

    A report upward that comes later is recorded by `report_up`.
    """
    RIGHTS.require(work.actor, "work_order.respond")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    order.respond(at)
    responded = WorkOrderResponded(
        request_id=order.request_id,
        work_order_id=order.id,
        responded_by=work.actor.subject,
        channel=command.channel,
    )
    work.announce(order, responded, at)
    names = {"response", "report_up"} if command.reported_up else {"response"}
    await keep.stop(work, order.id, names, at)
    if not order.of_quality:
        await keep.start(work, order, {"technician_named"}, at)
    return WorkOrderView.of(order)
