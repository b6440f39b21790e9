"""Whatever was planned for a work order falls away with it: its visit and its scheme."""

from aftercare_contracts.dispatch import SchemeWithdrawn, VisitCancelled
from dispatch.application.outing.drop import drop_outings
from dispatch.application.ports import Work
from dispatch.application.scheme.under_way import schemes_under_way
from dispatch.domain.work_order import WorkOrder


async def drop_plans(work: Work, order: WorkOrder, reason: str) -> None:
    """Cancel the open visit and withdraw the scheme under way, each with its event."""
    for visit in await work.visits.every(work_order_id=order.id):
        if visit.open:
            departed = visit.cancel()
            cancelled = VisitCancelled(
                request_id=visit.request_id,
                visit_id=visit.id,
                work_order_id=order.id,
                scheme_id=visit.scheme_id,
                departed=departed,
                reason=reason,
            )
            work.announce(visit, cancelled)
    await withdraw_schemes(work, order, reason)


async def withdraw_schemes(work: Work, order: WorkOrder, reason: str) -> None:
    """Withdraw the scheme under way, unless its visit was finished and so carried it out."""
    for scheme in await schemes_under_way(work, order.id):
        scheme.withdraw()
        await work.approvals.withdraw(scheme.id)
        withdrawn = SchemeWithdrawn(
            request_id=scheme.request_id,
            scheme_id=scheme.id,
            work_order_id=order.id,
            reason=reason,
        )
        work.announce(scheme, withdrawn)
        await drop_outings(work, order.id, scheme.id, reason)
    order.drop_scheme()
