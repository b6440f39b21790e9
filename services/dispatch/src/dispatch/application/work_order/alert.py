"""A finding of larger impact is raised from the field at once (001-5.2.2.2)."""

from datetime import timedelta
from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderAlertRaised
from aftercare_kit.fields import Body, Moment, Prose
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView

AT_ONCE = timedelta(minutes=15)
"""How the trade's "at once" is read, here as for the relay of a call (T01)."""

_TOLD = ["quality", "department_head", "service_supervisor"]


class RaiseAlert(Body):
    """What was found, and when."""

    finding: Prose
    found_at: Moment | None = None


async def raise_alert(command: RaiseAlert, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Tell quality and the heads; the fact says whether it was told in time."""
    RIGHTS.require(work.actor, "work_order.respond")
    found_at = work.moment(command.found_at, "found_at")
    order = await target_order(work, work_order_id)
    order.must_be_open()
    raised = WorkOrderAlertRaised(
        request_id=order.request_id,
        work_order_id=order.id,
        finding=command.finding,
        found_at=found_at,
        in_time=work.now - found_at <= AT_ONCE,
        to_roles=_TOLD,
    )
    work.announce(order, raised)
    return WorkOrderView.of(order)
