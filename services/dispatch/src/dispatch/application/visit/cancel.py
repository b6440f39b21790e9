"""A visit is given up; the work order stays open and can be planned again."""

from uuid import UUID

from aftercare_contracts.dispatch import VisitCancelled
from aftercare_kit.fields import Body, Line
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import VisitView
from dispatch.application.work_order.drop_plans import withdraw_schemes
from dispatch.application.work_order.readiness import readiness


class CancelVisit(Body):
    """Why nobody goes."""

    reason: Line


async def cancel_visit(command: CancelVisit, visit_id: UUID, work: Work) -> VisitView:
    """Cancel the visit; once it has departed, its scheme is withdrawn with it.

    Parts that left the store come back into stock, so another visit needs another reservation.
    """
    RIGHTS.require(work.actor, "visit.cancel")
    visit, order = await target_part(work, work.visits, "visit", visit_id)
    departed = visit.cancel()
    cancelled = VisitCancelled(
        request_id=visit.request_id,
        visit_id=visit.id,
        work_order_id=visit.work_order_id,
        scheme_id=visit.scheme_id,
        departed=departed,
        reason=command.reason,
    )
    work.announce(visit, cancelled)
    if departed:
        await withdraw_schemes(work, order, "visit broken off")
        work.announce(order, readiness(order))
    return VisitView.of(visit)
