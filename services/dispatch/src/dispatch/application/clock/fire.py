"""What happens when a promise's warning or breach falls due and it is still open."""

from uuid import UUID

from aftercare_contracts.dispatch import ClockBreached, ClockWarned, WorkOrderEscalated
from dispatch.application.ports import Work
from dispatch.domain.sla_clock import SlaClock
from dispatch.domain.work_order import LAST_LINE


async def warn(work: Work, clock_id: UUID) -> None:
    """Say once that the promise is in danger."""
    clock = await work.clocks.get(clock_id)
    if not clock.running or clock.warned or clock.due_at is None:
        return
    clock.warned = True
    warned = ClockWarned(
        request_id=clock.request_id,
        clock_id=clock.id,
        name=clock.name,
        due_at=clock.due_at,
        escalate_to=list(clock.terms.escalate_to),
    )
    work.announce(clock, warned)


async def breach(work: Work, clock_id: UUID) -> None:
    """Say once that the promise is broken, and give the work to the next line."""
    clock = await work.clocks.get(clock_id)
    if not clock.running or clock.breached or clock.due_at is None:
        return
    clock.breached = True
    breached = ClockBreached(
        request_id=clock.request_id,
        clock_id=clock.id,
        name=clock.name,
        due_at=clock.due_at,
        escalate_to=list(clock.terms.escalate_to),
    )
    work.announce(clock, breached)
    await _escalate(work, clock)


async def _escalate(work: Work, clock: SlaClock) -> None:
    order = await work.work_orders.get(clock.work_order_id)
    if not order.open or order.line >= LAST_LINE:
        return
    escalated = WorkOrderEscalated(
        request_id=order.request_id,
        work_order_id=order.id,
        line=order.escalate(),
        to_roles=list(clock.terms.escalate_to),
        reason=f"clock breached: {clock.name}",
    )
    work.announce(order, escalated)
