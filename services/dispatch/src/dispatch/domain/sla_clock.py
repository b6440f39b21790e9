"""One promised clock of a work order: facts in, due time and verdict out."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal
from uuid import UUID

from aftercare_clocks import (
    ClockState,
    ClockTerms,
    Fact,
    Held,
    Resumed,
    Started,
    Stopped,
    TermsChanged,
    fold,
)
from dispatch.domain.errors import ClockNotRunning

LATE_RECORD_GRACE = timedelta(minutes=10)
"""A start recorded long after it happened leaves this time to record what kept the promise."""


@dataclass(frozen=True)
class Mark:
    """One fact of the clock's life, as it is kept."""

    kind: Literal["started", "held", "resumed", "stopped", "agreed"]
    at: datetime
    reason: str = ""
    until: datetime | None = None

    def fact(self, terms: ClockTerms) -> Fact:
        """The same as the fold takes it; a date agreed with the customer replaces the limit."""
        match self.kind:
            case "started":
                return Started(self.at)
            case "held":
                return Held(self.at, self.reason)
            case "resumed":
                return Resumed(self.at)
            case "stopped":
                return Stopped(self.at)
            case "agreed":
                return TermsChanged(self.at, replace(terms, due_override=self.until))


@dataclass
class SlaClock:
    """A promise with its frozen terms and everything that happened to it."""

    id: UUID
    region: str
    request_id: UUID
    work_order_id: UUID
    name: str
    fault_level: int
    policy: str
    policy_version: int
    terms: ClockTerms
    marks: list[Mark]
    recorded_at: datetime
    status: Literal["running", "held", "stopped", "cancelled"] = "running"
    due_at: datetime | None = None
    verdict: Literal["met", "breached"] | None = None
    warned: bool = False
    breached: bool = False
    version: int = field(default=0)

    def __post_init__(self) -> None:
        if self.due_at is None and self.status == "running":
            self.due_at = self.state().due_at

    def state(self, now: datetime | None = None) -> ClockState:
        """What the facts so far make of the promise."""
        return self._folded if now is None else self._fold(now)

    @cached_property
    def _folded(self) -> ClockState:
        """Without a present moment, once for all who ask; `_mark` lets go of it."""
        return self._fold(None)

    def _fold(self, now: datetime | None) -> ClockState:
        return fold(self.terms, [mark.fact(self.terms) for mark in self.marks], now)

    @property
    def running(self) -> bool:
        return self.status == "running"

    @property
    def open(self) -> bool:
        """Whether the promised act is still to come."""
        return self.status in {"running", "held"}

    def fires_at(self) -> tuple[datetime, datetime] | None:
        """When to look at it for a warning and for a breach; None while it is held."""
        state = self.state()
        if not self.running or state.warn_at is None or state.breach_at is None:
            return None
        earliest = self.recorded_at
        if state.breach_at < self.recorded_at:  # The start itself was recorded late.
            earliest = self.recorded_at + LATE_RECORD_GRACE
        return max(state.warn_at, earliest), max(state.breach_at, earliest)

    def hold(self, at: datetime, reason: str) -> bool:
        """Pause, where its terms allow that; returns whether it paused."""
        if not self.running or not self.terms.hold_allowed:
            return False
        self._mark("held", at, reason)
        self.status, self.due_at = "held", None
        return True

    def resume(self, at: datetime) -> None:
        """Run on, towards a due time as much later as the hold was long."""
        self._mark("resumed", at)
        self.status = "running"
        self.due_at = self.state().due_at

    def agree(self, at: datetime, until: datetime) -> bool:
        """Promise the date the customer wants, where the policy lets it win; returns whether."""
        if not self.open or not self.terms.customer_date_wins:
            return False
        self._mark("agreed", at, until=until)
        if self.running:
            self.due_at = self.state().due_at
            self.warned = False
        return True

    def stop(self, at: datetime) -> ClockState:
        """The promised act happened; the facts give the verdict.

        Raises:
            ClockNotRunning: it has been stopped or cancelled before.

        """
        if not self.open:
            raise ClockNotRunning(name=self.name)
        self._mark("stopped", at)
        state = self.state()
        self.status, self.due_at, self.verdict = "stopped", state.due_at, state.verdict
        return state

    def cancel(self) -> None:
        """The promise falls away: there is no verdict on it."""
        if not self.open:
            raise ClockNotRunning(name=self.name)
        self.status = "cancelled"

    def _mark(
        self,
        kind: Literal["held", "resumed", "stopped", "agreed"],
        at: datetime,
        why: str = "",
        until: datetime | None = None,
    ) -> None:
        """Note a fact; one said to lie before the last, on a clock, lies at the last."""
        last = self.marks[-1].at
        self.marks = [*self.marks, Mark(kind, max(at, last), why, until)]
        self.__dict__.pop("_folded", None)
