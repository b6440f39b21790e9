"""What happens when a promise's warning or breach falls due and it is still open."""

from uuid import UUID

from aftercare_contracts.dispatch import ClockBreached, ClockWarned, WorkOrderEscalated
from aftercare_kit.metrics import clocks_breached
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.domain.sla_clock import SlaClock
from dispatch.domain.work_order import LAST_LINE, WorkOrder


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
    """Say once that the promise is broken, and give the work to the next line.

    The order is locked first, as everywhere: whoever acts on it stops this clock after it.
    """
    order = await work.work_orders.get(await work.clocks.glance(clock_id, "work_order_id"))
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
    counted = clocks_breached.labels(work.service, clock.name)
    work.after_commit.append(counted.inc)
    if clock.name != keep.TAKE_OVER:
        await _escalate(work, order, clock)


async def _escalate(work: Work, order: WorkOrder, clock: SlaClock) -> None:
    if not order.open or order.line >= LAST_LINE:
        return
    escalated = WorkOrderEscalated(
        request_id=order.request_id,
        work_order_id=order.id,
        line=order.escalate(),
        to_roles=sorted({*clock.terms.escalate_to, *order.line_roles}),
        reason=f"clock breached: {clock.name}",
    )
    work.announce(order, escalated)
    await keep.hand_over(work, order, work.now)
