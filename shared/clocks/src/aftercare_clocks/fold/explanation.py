"""Why was it late: where the time of a clock went, stretch by stretch."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aftercare_clocks.fold.state import ClockState, Interval


@dataclass(frozen=True, slots=True)
class Stretch:
    """One interval, what it counted, the total by its end, and whether it lies past due."""

    interval: Interval
    counted: timedelta
    total: timedelta
    late: bool


def explain(state: ClockState) -> tuple[Stretch, ...]:
    """The clock's life in order; the interval in which it fell due is told in two.

    The counted spans add up to `state.elapsed`.
    """
    total = timedelta()
    told: list[Stretch] = []
    for interval in _split(state.intervals, state.due_at):
        counted = interval.length if interval.kind == "running" else timedelta()
        total += counted
        late = state.due_at is not None and interval.begins >= state.due_at
        told.append(Stretch(interval, counted, total, late))
    return tuple(told)


def _split(intervals: tuple[Interval, ...], at: datetime | None) -> Iterator[Interval]:
    for interval in intervals:
        if at is not None and interval.begins < at < interval.ends:
            yield replace(interval, ends=at)
            yield replace(interval, begins=at)
        else:
            yield interval
