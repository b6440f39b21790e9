"""The work order a fact about a scheme's parts or price is for."""

from uuid import UUID

from dispatch.application.ports import Work
from dispatch.domain.work_order import WorkOrder


async def order_going_by(work: Work, request_id: UUID, scheme_id: UUID | None) -> WorkOrder | None:
    """The open work order, if it still goes by this scheme; a late fact finds none."""
    order = await work.work_orders.find(request_id=request_id)
    return order if order is not None and order.goes_by(scheme_id) else None
