"""One act promised to the customer: by when, and whether it came in time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from aftercare_clocks import BREACH_TICK, ClockTerms, Started, Stopped, fold

LATE_RECORD_GRACE = timedelta(minutes=10)
"""A start recorded long after it happened leaves this time to record what kept the promise."""


@dataclass(frozen=True)
class Promised:
    """A promise with its frozen terms; a fact about it makes a new one."""

    name: str
    terms: ClockTerms
    started_at: datetime
    recorded_at: datetime
    due_at: datetime
    kept_at: datetime | None = None
    in_time: bool | None = None
    overdue: bool = False

    @classmethod
    def begun(cls, terms: ClockTerms, at: datetime, recorded_at: datetime) -> Self:
        """The promise as it starts to run.

        Args:
            terms: what is promised.
            at: when the fact it counts from happened.
            recorded_at: when we heard of that fact.

        """
        due_at = fold(terms, [Started(at)]).due_at
        assert due_at is not None, "a clock that runs has a due time"
        return cls(terms.name, terms, at, recorded_at, due_at)

    @property
    def open(self) -> bool:
        """Whether the promised act is still to come."""
        return self.kept_at is None

    @property
    def looked_at(self) -> datetime:
        """When to look whether it was broken."""
        breach_at = self.due_at + BREACH_TICK
        if breach_at < self.recorded_at:  # The start itself was recorded late.
            return self.recorded_at + LATE_RECORD_GRACE
        return max(breach_at, self.recorded_at)

    def kept(self, at: datetime) -> Self:
        """The promised act happened; the facts give the verdict, whatever was said before."""
        stopped = fold(self.terms, [Started(self.started_at), Stopped(max(at, self.started_at))])
        return replace(self, kept_at=at, in_time=stopped.verdict == "met")

    def missed(self) -> Self:
        """Its time passed and no act that keeps it is recorded."""
        return replace(self, overdue=True)
