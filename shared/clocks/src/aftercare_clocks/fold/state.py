"""What a fold tells about one clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from aftercare_clocks.fold.terms import ClockTerms

Status = Literal["running", "held", "stopped"]
Verdict = Literal["met", "breached"]
IntervalKind = Literal["running", "held", "closed"]

BREACH_TICK = timedelta(seconds=1)
"""A clock is late strictly after its due time; its breach is announced this much after it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """One stretch of a clock's life: it counted, it was held, or the centre was closed."""

    begins: datetime
    ends: datetime
    kind: IntervalKind
    reason: str | None = None

    @property
    def length(self) -> timedelta:
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class ClockState:
    """The clock as of `as_of`: its last fact, or the `now` it was asked for.

    `due_at` and `warn_at` are unknown while held; a stopped clock keeps the ones it had when it
    stopped. `elapsed` is work counted; `remaining` is what was left of it, negative when overspent.
    `verdict` is None while the promise can still be kept.
    """

    terms: ClockTerms
    status: Status
    started_at: datetime
    stopped_at: datetime | None
    as_of: datetime
    due_at: datetime | None
    warn_at: datetime | None
    elapsed: timedelta
    remaining: timedelta
    verdict: Verdict | None
    intervals: tuple[Interval, ...]

    @property
    def breach_at(self) -> datetime | None:
        """When to look whether the promise was broken: the first tick that is late."""
        return None if self.due_at is None else self.due_at + BREACH_TICK

    @property
    def breached(self) -> bool:
        return self.verdict == "breached"
