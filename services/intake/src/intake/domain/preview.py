"""What a change of policy would have meant for cases that were: each clock folded twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from aftercare_clocks import ClockTerms, Started, Stopped, fold

Outcome = Literal["met", "breached", "open"]

STARTS: Mapping[str, str] = {"reported": "reported", "informed": "reported", "triaged": "triaged"}
STOPS: Mapping[str, str] = {
    "intake_form": "triaged",
    "response": "service_started",
    "fix": "resolved",
}
"""Clock -> the fact that ends it, for those whose facts are known here."""


@dataclass(frozen=True)
class PastCase:
    """A case with when each thing happened to it, and the terms it was promised."""

    number: str
    happened: Mapping[str, datetime]
    before: Sequence[ClockTerms]
    after: Sequence[ClockTerms]


@dataclass
class Effect:
    """One clock over all cases; a case counts where the clock runs before and after."""

    clock: str
    cases: int = 0
    met_before: int = 0
    met_after: int = 0
    breached_before: int = 0
    breached_after: int = 0
    would_breach: list[str] = field(default_factory=list[str])
    would_meet: list[str] = field(default_factory=list[str])


def outcome(terms: ClockTerms, happened: Mapping[str, datetime], now: datetime) -> Outcome | None:
    """How the clock went, by the same fold as ever; None where its start is not known here."""
    started = happened.get(STARTS.get(terms.starts, ""))
    if started is None:
        return None
    stopped = happened.get(STOPS[terms.name])
    facts = [Started(started)]
    ended = [] if stopped is None else [Stopped(max(stopped, started))]
    return fold(terms, [*facts, *ended], now).verdict or "open"


def effects(cases: Sequence[PastCase], now: datetime) -> list[Effect]:
    """Count, clock by clock, and name the cases whose outcome changes."""
    found = {name: Effect(name) for name in STOPS}
    for case in cases:
        then = {terms.name: terms for terms in case.after}
        for terms in case.before:
            if terms.name in STOPS and terms.name in then:
                was = outcome(terms, case.happened, now)
                would = outcome(then[terms.name], case.happened, now)
                if was is not None and would is not None:
                    _count(found[terms.name], case.number, was, would)
    return list(found.values())


def _count(effect: Effect, number: str, was: Outcome, would: Outcome) -> None:
    effect.cases += 1
    effect.met_before += was == "met"
    effect.breached_before += was == "breached"
    effect.met_after += would == "met"
    effect.breached_after += would == "breached"
    if was != "breached" and would == "breached":
        effect.would_breach.append(number)
    if was == "breached" and would != "breached":
        effect.would_meet.append(number)
