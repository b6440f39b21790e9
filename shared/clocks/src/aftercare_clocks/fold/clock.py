"""The fold: facts in, state out, nothing remembered and nothing looked up.

The same terms and facts give the same state on any machine and on any day.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from aftercare_clocks.errors import ImpossibleFacts
from aftercare_clocks.fold.facts import Fact, Held, Resumed, Started, Stopped, TermsChanged
from aftercare_clocks.fold.promise import Promise, promise_of
from aftercare_clocks.fold.state import ClockState, Interval, Status, Verdict
from aftercare_clocks.fold.terms import ClockTerms
from aftercare_clocks.moments import utc


def fold(terms: ClockTerms, facts: Iterable[Fact], now: datetime | None = None) -> ClockState:
    """What the facts, in the order they happened, make of a clock on these terms.

    Without `now` the state is the one right after the last fact. A `now` before the last fact
    counts as that fact's moment, for two machines never agree to the millisecond.
    """
    history = iter(facts)
    first = next(history, None)
    if not isinstance(first, Started):
        raise ImpossibleFacts("a clock's first fact is its start")
    clock = _Clock(terms, utc(first.at))
    for fact in history:
        clock.apply(fact)
    return clock.state(clock.at if now is None else max(utc(now), clock.at))


class _Clock:
    """The running total of one fold."""

    def __init__(self, terms: ClockTerms, at: datetime) -> None:
        self.at = at
        self._started_at = at
        self._terms = terms
        self._promise = promise_of(terms, at)
        self._status: Status = "running"
        self._since = at  # the running stretch or the hold began
        self._reason: str | None = None
        self._agreed_in_hold = False
        self._used = timedelta()
        self._missed: datetime | None = None  # the due time that passed unmet, whatever came later
        self._at_stop = (at, at)  # due and warning as they stood when the clock stopped
        self._intervals: list[Interval] = []

    def apply(self, fact: Fact) -> None:
        at = utc(fact.at)
        if at < self.at:
            raise ImpossibleFacts(f"{type(fact).__name__} at {at} lies before {self.at}")
        if self._status == "stopped":
            raise ImpossibleFacts(f"{type(fact).__name__} at {at}: the clock has stopped")
        match fact:
            case Started():
                raise ImpossibleFacts(f"a second start at {at}")
            case Held(reason=reason):
                self._hold(at, reason)
            case Resumed():
                self._resume(at)
            case Stopped():
                self._stop(at)
            case TermsChanged(terms=terms):
                self._change(at, terms)
        self.at = at

    def state(self, now: datetime) -> ClockState:
        """The clock as of `now`, which is never before its last fact."""
        now = self.at if self._status == "stopped" else now
        # What a hold leaves of a promise shows when it is resumed, so a held clock is asked as if.
        promise, since = (
            (self._after_hold(now), now) if self._held else (self._promise, self._since)
        )
        due = promise.due(since, self._used)
        running = self._status == "running"
        elapsed = self._used + (self._worked(now) if running else timedelta())
        missed = self._missed or (due if running and now > due else None)
        warning = promise.warning(since, self._used)
        if self._status == "stopped":
            due, warning = self._at_stop
        return ClockState(
            terms=self._terms,
            status=self._status,
            started_at=self._started_at,
            stopped_at=self.at if self._status == "stopped" else None,
            as_of=now,
            due_at=None if self._held else missed or due,
            warn_at=None if self._held else warning,
            elapsed=elapsed,
            remaining=promise.left(now, due, elapsed),
            verdict=self._verdict(missed),
            intervals=(*self._intervals, *self._stretch(now)),
        )

    @property
    def _held(self) -> bool:
        return self._status == "held"

    def _verdict(self, missed: datetime | None) -> Verdict | None:
        if missed is not None:
            return "breached"
        return "met" if self._status == "stopped" else None

    def _hold(self, at: datetime, reason: str) -> None:
        if self._held:
            raise ImpossibleFacts(f"held at {at} while held")
        if not self._terms.hold_allowed:
            raise ImpossibleFacts(f"held at {at}: the terms of {self._terms.name} allow no hold")
        if not reason.strip():
            raise ImpossibleFacts(f"held at {at} without a reason")
        self._count(at)
        self._status, self._reason, self._agreed_in_hold = "held", reason, False

    def _resume(self, at: datetime) -> None:
        if not self._held:
            raise ImpossibleFacts(f"resumed at {at} without a hold")
        self._promise = self._after_hold(at)
        self._intervals += self._stretch(at)
        self._status, self._since, self._reason = "running", at, None

    def _stop(self, at: datetime) -> None:
        """To stop in a hold is to resume and stop at once."""
        if self._held:
            self._resume(at)
        self._at_stop = (
            self._promise.due(self._since, self._used),
            self._promise.warning(self._since, self._used),
        )
        self._count(at)
        self._status = "stopped"

    def _change(self, at: datetime, terms: ClockTerms) -> None:
        if self._held:
            self._agreed_in_hold = True
        else:
            self._count(at)
        self._terms, self._promise = terms, promise_of(terms, at)
        # A promise with room left forgives an earlier miss; one that is used up does not.
        if terms.due_override is not None or self._used < terms.limit:
            self._missed = None
        self._notice_miss(at, self._promise.due(at, self._used))

    def _count(self, at: datetime) -> None:
        """Close the running stretch at this moment."""
        self._notice_miss(at, self._promise.due(self._since, self._used))
        self._intervals += self._stretch(at)
        self._used += self._worked(at)
        self._since = at

    def _notice_miss(self, at: datetime, due: datetime) -> None:
        if self._missed is None and at > due:
            self._missed = due

    def _after_hold(self, at: datetime) -> Promise:
        """What the hold leaves of the promise; a date agreed during the hold stands as agreed."""
        return self._promise if self._agreed_in_hold else self._promise.moved(at - self._since)

    def _worked(self, until: datetime) -> timedelta:
        return self._terms.compiled.between(self._since, until)

    def _stretch(self, until: datetime) -> Iterator[Interval]:
        """The time since the last mark, told as intervals."""
        if self._held:
            if self._since < until:
                yield Interval(self._since, until, "held", self._reason)
            return
        mark = self._since
        for opens, closes in self._terms.compiled.open_spans(self._since, until):
            if mark < opens:
                yield Interval(mark, opens, "closed")
            yield Interval(opens, closes, "running")
            mark = closes
        if mark < until:
            yield Interval(mark, until, "closed")
