"""The clocks of a call: relayed at once, an expert's answer, an appointment (T01, T14, T21)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from aftercare_clocks import ClockTerms, Started, Stopped, fold

CallClockName = Literal["relay", "phone_answer", "appointment"]
Verdict = Literal["met", "breached"]


@dataclass(frozen=True)
class CallClock:
    """One of them; without a verdict it runs. `told`: its breach was announced."""

    name: CallClockName
    due_at: datetime
    verdict: Verdict | None = None
    stopped_at: datetime | None = None
    told: bool = False

    @property
    def runs(self) -> bool:
        """Whether it still waits for its act."""
        return self.verdict is None

    def stop(self, at: datetime) -> "CallClock":
        """The act came: in time up to the very due time."""
        verdict: Verdict = "met" if at <= self.due_at else "breached"
        return replace(self, verdict=verdict, stopped_at=at)


def begin(terms: ClockTerms, name: CallClockName, at: datetime) -> CallClock | None:
    """Start a clock at the call; None for one that has no due time."""
    due = fold(terms, [Started(at)]).due_at
    return None if due is None else CallClock(name, due)


def relayed(terms: ClockTerms, contacted: datetime, informed: datetime) -> CallClock:
    """The relay has ended when it becomes known: its verdict is known at once (002-4.2.1a)."""
    state = fold(terms, [Started(contacted), Stopped(max(contacted, informed))])
    assert state.due_at is not None, "a stopped clock was due at some time"
    return CallClock("relay", state.due_at).stop(max(contacted, informed))


def stopped(
    clocks: Sequence[CallClock], names: Sequence[CallClockName], at: datetime
) -> list[CallClock]:
    """The clocks after an act that ends those of these names."""
    return [one.stop(at) if one.runs and one.name in names else one for one in clocks]
