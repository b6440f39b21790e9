"""Starts, holds, resumes, stops and drops the promised clocks of a work order."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from aftercare_clocks import ClockTerms
from aftercare_contracts.dispatch import (
    ClockCancelled,
    ClockHeld,
    ClockMoved,
    ClockResumed,
    ClockStarted,
    ClockStopped,
)
from aftercare_kit.ids import new_id
from dispatch.application.ports import Work
from dispatch.domain.errors import ClockNotRunning
from dispatch.domain.sla_clock import Mark, SlaClock
from dispatch.domain.work_order import WaitingFor, WorkOrder

OURS = frozenset(
    {
        "response",
        "report_up",
        "quality_analysis",
        "scheme",
        "travel_papers",
        "arrival",
        "fix",
        "report_hand_in",
        "line_take_over",
        "line_work",
    }
)
"""The promises dispatch keeps; the others of a case belong to feedback, inventory and billing."""

TAKE_OVER, LINE_WORK = "line_take_over", "line_work"
"""Clocks among ourselves: to be taken up by a line, and to be solved by it."""

WARN, BREACH = "clock.warn", "clock.breach"


OF_THE_VISIT = frozenset({"report_hand_in"})
"""Promises that outlive the order: the papers of a visit come back whatever becomes of it."""


async def start(work: Work, order: WorkOrder, facts: Collection[str], at: datetime) -> None:
    """Start every promised clock that counts from one of these facts.

    Args:
        work: the open transaction.
        order: whose promise it is.
        facts: names such as `reported` or `arrival` that the policy counts from.
        at: when the fact happened.

    """
    running = {clock.name for clock in await _clocks(work, order.id) if clock.open}
    for terms in order.promised:
        if terms.starts not in facts or terms.name not in OURS or terms.name in running:
            continue
        clock = SlaClock(
            id=new_id(),
            region=order.region,
            request_id=order.request_id,
            work_order_id=order.id,
            name=terms.name,
            fault_level=order.fault_level,
            policy=order.policy,
            policy_version=order.policy_version,
            terms=_agreed(await _as_complex(work, terms, order), order),
            marks=[Mark("started", at)],
            recorded_at=work.now,
        )
        started = ClockStarted(
            request_id=clock.request_id,
            clock_id=clock.id,
            name=clock.name,
            due_at=_due(clock),
            policy=clock.policy,
            policy_version=clock.policy_version,
        )
        work.announce(clock, started, at)
        work.clocks.add(clock)
        await set_timers(work, clock)
    if order.waiting_for is WaitingFor.CUSTOMER:
        await hold(work, order.id, at, "begun while waiting for the customer")


async def hold(work: Work, order_id: UUID, at: datetime, reason: str) -> None:
    """Pause the order's clocks whose terms allow that: we wait for the customer."""
    for clock in await _clocks(work, order_id):
        if clock.hold(at, reason):
            held = ClockHeld(
                request_id=clock.request_id, clock_id=clock.id, name=clock.name, reason=reason
            )
            work.announce(clock, held, at)
            await _drop_timers(work, clock)


async def resume(work: Work, order_id: UUID, at: datetime) -> None:
    """Let paused clocks run on, each towards its new due time."""
    for clock in await _clocks(work, order_id):
        if clock.status == "held":
            clock.resume(at)
            resumed = ClockResumed(
                request_id=clock.request_id,
                clock_id=clock.id,
                name=clock.name,
                due_at=_due(clock),
            )
            work.announce(clock, resumed, at)
            await set_timers(work, clock)


async def stop(work: Work, order_id: UUID, names: Collection[str], at: datetime) -> None:
    """The promised act happened: stop the open clocks of these names, with their verdict."""
    for clock in await _clocks(work, order_id):
        if not clock.open or clock.name not in names:
            continue
        state = clock.stop(at)
        stopped = ClockStopped(
            request_id=clock.request_id,
            clock_id=clock.id,
            name=clock.name,
            verdict="breached" if state.breached else "met",
            due_at=_due(clock),
            stopped_at=at,
            elapsed_seconds=int(state.elapsed.total_seconds()),
            fault_level=clock.fault_level,
        )
        work.announce(clock, stopped, at)
        await _drop_timers(work, clock)


async def agree(work: Work, order: WorkOrder, until: datetime, at: datetime) -> None:
    """The customer agreed on a date: open clocks that let it win fall due then."""
    for clock in await _clocks(work, order.id):
        if clock.agree(at, until):
            moved = ClockMoved(
                request_id=clock.request_id,
                clock_id=clock.id,
                name=clock.name,
                due_at=clock.due_at or until,
            )
            work.announce(clock, moved, at)
            await set_timers(work, clock)


async def hand_over(work: Work, order: WorkOrder, at: datetime) -> None:
    """Another line has the work: its own clocks begin, those of the line before end."""
    await _drop(work, order.id, {TAKE_OVER, LINE_WORK})
    await start(work, order, {"handed_over"}, at)


async def must_run(work: Work, order_id: UUID, name: str) -> None:
    """Refuse an act whose promise is not open, or was never given."""
    if not any(clock.open and clock.name == name for clock in await _clocks(work, order_id)):
        raise ClockNotRunning(name=name)


async def cancel(work: Work, order_id: UUID) -> None:
    """Drop every open promise of the order itself, without a verdict."""
    await _drop(work, order_id, OURS - OF_THE_VISIT)


async def _drop(work: Work, order_id: UUID, names: Collection[str]) -> None:
    for clock in await _clocks(work, order_id):
        if clock.open and clock.name in names:
            clock.cancel()
            dropped = ClockCancelled(
                request_id=clock.request_id, clock_id=clock.id, name=clock.name
            )
            work.announce(clock, dropped)
            await _drop_timers(work, clock)


async def set_timers(work: Work, clock: SlaClock) -> None:
    """Have the clock looked at when its warning and its breach are due."""
    fires = clock.fires_at()
    if fires is None:
        return
    warn_at, breach_at = fires
    if not clock.warned:
        await work.timers.set(WARN, clock.id, warn_at)
    if not clock.breached:
        await work.timers.set(BREACH, clock.id, breach_at)


async def _drop_timers(work: Work, clock: SlaClock) -> None:
    await work.timers.cancel(WARN, clock.id)
    await work.timers.cancel(BREACH, clock.id)


async def _clocks(work: Work, order_id: UUID) -> list[SlaClock]:
    return await work.clocks.every(work_order_id=order_id)


def _due(clock: SlaClock) -> datetime:
    due = clock.due_at
    assert due is not None, "a clock that runs or has stopped has a due time"
    return due


async def _as_complex(work: Work, terms: ClockTerms, order: WorkOrder) -> ClockTerms:
    """With the limit of complex work, where the order's scheme says that it is (002-4.4.4b)."""
    if terms.complex_limit is None or order.scheme_id is None:
        return terms
    scheme = await work.schemes.get(order.scheme_id)
    return terms.of_complex_work() if scheme.proposal.complex else terms


def _agreed(terms: ClockTerms, order: WorkOrder) -> ClockTerms:
    """With the date that the customer agreed on before the clock started, where it wins."""
    if order.customer_to is None or not terms.customer_date_wins:
        return terms
    return replace(terms, due_override=order.customer_to)
