"""Technical support puts its solution on record before the work may end (000-4.4a)."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderSolutionRegistered
from aftercare_kit.fields import Body, Line, Prose
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView


class RegisterSolution(Body):
    """What it was, and how it is done away with."""

    cause: Line
    method: Prose


async def register_solution(
    command: RegisterSolution, work_order_id: UUID, work: Work
) -> WorkOrderView:
    """Keep the solution with the order, for whoever carries it out and for the knowledge base."""
    RIGHTS.require(work.actor, "work_order.take_over")
    order = await target_order(work, work_order_id)
    order.register_solution(command.method)
    registered = WorkOrderSolutionRegistered(
        request_id=order.request_id,
        work_order_id=order.id,
        line=order.line,
        cause=command.cause,
        method=command.method,
    )
    work.announce(order, registered)
    return WorkOrderView.of(order)
