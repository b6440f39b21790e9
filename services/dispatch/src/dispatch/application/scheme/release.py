"""A scheme that passed everything it has to: the work goes by it from now on."""

from datetime import datetime

from aftercare_contracts.dispatch import SchemeApproved
from aftercare_contracts.values import Amount, PartQuantity
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.work_order.readiness import readiness
from dispatch.domain.scheme import Scheme
from dispatch.domain.work_order import WorkOrder


async def release(
    work: Work, scheme: Scheme, order: WorkOrder, approver: str, at: datetime
) -> None:
    """Have the order adopt the scheme; parts and price are asked for, the travel clock starts."""
    order.adopt(scheme.id, needs_parts=bool(scheme.proposal.parts))
    work.announce(scheme, _approved(scheme, order, approver), at)
    work.announce(order, readiness(order), at)
    await keep.start(work, order, {"outside_work_decided"}, at)


def _approved(scheme: Scheme, order: WorkOrder, approver: str) -> SchemeApproved:
    proposal = scheme.proposal
    return SchemeApproved(
        request_id=scheme.request_id,
        scheme_id=scheme.id,
        work_order_id=order.id,
        asset_id=order.asset_id,
        cause=proposal.cause,
        cause_kind=proposal.cause_kind.value,
        complex=proposal.complex,
        skills=proposal.skills,
        parts=[PartQuantity(part_no=p.part_no, quantity=p.quantity) for p in proposal.parts],
        labour_days=proposal.labour_days,
        persons=proposal.persons,
        travel_estimate=Amount(amount=proposal.travel_estimate),
        centre=order.centre,
        approver=approver,
    )
