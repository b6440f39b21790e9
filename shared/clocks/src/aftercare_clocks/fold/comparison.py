"""As promised, and as recomputed after a correction: both, side by side, neither overwritten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aftercare_clocks.fold.clock import fold
from aftercare_clocks.fold.facts import Fact, TermsChanged
from aftercare_clocks.fold.state import ClockState
from aftercare_clocks.fold.terms import ClockTerms


@dataclass(frozen=True, slots=True)
class Comparison:
    promised: ClockState
    recomputed: ClockState

    @property
    def due_moved_by(self) -> timedelta | None:
        """How much later the corrected due time is; None while either is held."""
        if self.promised.due_at is None or self.recomputed.due_at is None:
            return None
        return self.recomputed.due_at - self.promised.due_at

    @property
    def verdict_changed(self) -> bool:
        return self.promised.verdict != self.recomputed.verdict


def compare(
    terms: ClockTerms,
    facts: Iterable[Fact],
    correct: Callable[[ClockTerms], ClockTerms],
    now: datetime | None = None,
) -> Comparison:
    """Fold the same facts twice: on the terms as promised, and on each of them corrected.

    `correct` sees the first terms and every later change of them, so that a corrected calendar
    holds for the clock's whole life: `lambda terms: replace(terms, calendar=corrected)`.
    """
    history = tuple(facts)
    corrected = [
        replace(fact, terms=correct(fact.terms)) if isinstance(fact, TermsChanged) else fact
        for fact in history
    ]
    return Comparison(fold(terms, history, now), fold(correct(terms), corrected, now))
