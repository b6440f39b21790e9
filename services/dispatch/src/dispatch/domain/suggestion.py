"""Whom to send: everybody who could go with what speaks for them, all others with what does not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID

from aftercare_kit.errors import Fact, Refusal
from dispatch.domain.booking import Calendar, Span
from dispatch.domain.engineer import Engineer
from dispatch.domain.errors import NotAllocated
from dispatch.domain.place import Place

RENEW_SOON = timedelta(days=30)
UNKNOWN_WAY = timedelta(minutes=60)
"""A way within the centre whose length nobody knows counts as this, one from elsewhere as four."""

_A_MINUTE, _LONGEST_WAY = 0.1, 40.0
_A_VISIT, _MOST_VISITS = 5.0, 25.0
_ENDS_SOON, _KNOWS_UNIT, _KNOWS_CUSTOMER, _ON_DUTY = -5.0, 10.0, 5.0, 5.0


@dataclass(frozen=True)
class Need:
    """What the job asks for."""

    skills: Sequence[str]
    job: Span
    last_day: date
    centre: str
    place: Place | None = None
    recorded: bool = False
    allocated: frozenset[UUID] | None = None
    """Whom engineering allocated from elsewhere; None where the policy does not ask."""


@dataclass(frozen=True)
class Candidate:
    """An engineer, what their calendar holds around the job, and what they have done."""

    engineer: Engineer
    calendar: Calendar
    load: int = 0
    """Open visits in the week around the job."""
    knows_customer: int = 0
    """Visits finished at this customer, among its latest cases."""
    knows_unit: int = 0
    """Visits finished at this very unit."""


@dataclass(frozen=True)
class Reason:
    """Something that speaks for or against somebody: a code with its facts, and its points."""

    code: str
    points: float = 0.0
    facts: dict[str, Fact] = field(default_factory=dict[str, Fact])


@dataclass(frozen=True)
class Suggestion:
    """One engineer's chances; obstacles leave none."""

    engineer_id: UUID
    engineer_code: str
    score: float
    reasons: tuple[Reason, ...]
    obstacles: tuple[Reason, ...] = ()

    @property
    def fits(self) -> bool:
        return not self.obstacles


def rank(candidates: Iterable[Candidate], need: Need, most: int | None = None) -> list[Suggestion]:
    """Everybody: who fits best first, then who does not fit.

    Args:
        candidates: everybody who is thought of.
        need: what the job asks for.
        most: for so many of those who fit it is told what speaks for them; None is all.

    """
    fitting, unfit = list[_Judged](), list[Suggestion]()
    for candidate in candidates:
        travel = _travel(candidate.engineer, need)
        obstacles = tuple(_obstacles(candidate, need, travel))
        if obstacles:
            unfit.append(_suggestion(candidate, 100.0, obstacles=obstacles))
        else:
            fitting.append((100.0 + _points(candidate, need, travel), candidate, travel))
    fitting.sort(key=lambda each: (-round(each[0], 1), each[1].engineer.code))
    told = [
        _suggestion(candidate, score, tuple(_reasons(candidate, need, travel)))
        for score, candidate, travel in fitting[:most]
    ]
    unfit.sort(key=lambda each: each.engineer_code)
    return told + unfit


_Judged: TypeAlias = tuple[float, Candidate, timedelta | None]


def _suggestion(
    candidate: Candidate,
    score: float,
    reasons: tuple[Reason, ...] = (),
    obstacles: tuple[Reason, ...] = (),
) -> Suggestion:
    engineer = candidate.engineer
    return Suggestion(engineer.id, engineer.code, round(score, 1), reasons, obstacles)


def _obstacles(candidate: Candidate, need: Need, travel: timedelta | None) -> Iterable[Reason]:
    """The same refusals as when the visit is planned, so that a suggestion can be followed."""
    engineer, way = candidate.engineer, travel or timedelta()
    from_elsewhere = engineer.centre != need.centre
    if from_elsewhere and need.allocated is not None and engineer.id not in need.allocated:
        yield Reason(NotAllocated.code, facts={"centre": engineer.centre})
    busy = Span(need.job.begins - way, need.job.ends + way)
    try:
        engineer.must_be_qualified(need.skills, need.last_day, recorded=need.recorded)
    except Refusal as refused:
        yield Reason(refused.code, facts=dict(refused.facts))
    try:
        candidate.calendar.must_take(busy, need.job, engineer.calendar)
    except Refusal as refused:
        yield Reason(refused.code, facts=dict(refused.facts))
        for booked in candidate.calendar.visits:
            if booked.can_wait and booked.span.touches(busy):
                # Planned service may be moved: after-sales goes first (002-4.4.4a).
                yield Reason("suggest-after-sales-first", facts={"service": booked.number})


def _points(candidate: Candidate, need: Need, travel: timedelta | None) -> float:
    """The sum of what the reasons weigh; there are many candidates, and few are told of."""
    engineer = candidate.engineer
    held = {each.skill: each.valid_until for each in engineer.certificates}
    return (
        sum(_of_certificate(held[skill], need) for skill in need.skills)
        + _of_way(engineer, need, travel)
        + _of_load(candidate)
        + (_KNOWS_UNIT if candidate.knows_unit else 0.0)
        + (_KNOWS_CUSTOMER if candidate.knows_customer else 0.0)
        + (_ON_DUTY if _on_duty(candidate, need) else 0.0)
    )


def _reasons(candidate: Candidate, need: Need, travel: timedelta | None) -> Iterable[Reason]:
    engineer = candidate.engineer
    held = {each.skill: each.valid_until for each in engineer.certificates}
    for skill in need.skills:
        facts: dict[str, Fact] = {"skill": skill, "valid_until": held[skill]}
        yield Reason("suggest-skill", _of_certificate(held[skill], need), facts)
    yield Reason("suggest-free", facts={"begins": need.job.begins, "ends": need.job.ends})
    way = _of_way(engineer, need, travel)
    if travel is not None:
        yield Reason("suggest-travel", way, {"minutes": round(travel / timedelta(minutes=1))})
    else:
        here = engineer.centre == need.centre
        code = "suggest-same-centre" if here else "suggest-other-centre"
        yield Reason(code, way, {"centre": engineer.centre})
    yield Reason("suggest-load", _of_load(candidate), {"visits": candidate.load})
    for code, points, visits in (
        ("suggest-knows-unit", _KNOWS_UNIT, candidate.knows_unit),
        ("suggest-knows-customer", _KNOWS_CUSTOMER, candidate.knows_customer),
    ):
        if visits:
            yield Reason(code, points, {"visits": visits})
    if _on_duty(candidate, need):
        yield Reason("suggest-on-duty", _ON_DUTY)


def _of_certificate(valid_until: date, need: Need) -> float:
    return _ENDS_SOON if valid_until - need.last_day < RENEW_SOON else 0.0


def _of_load(candidate: Candidate) -> float:
    return -min(candidate.load * _A_VISIT, _MOST_VISITS)


def _of_way(engineer: Engineer, need: Need, travel: timedelta | None) -> float:
    if travel is None:
        travel = UNKNOWN_WAY if engineer.centre == need.centre else UNKNOWN_WAY * 4
    return -min(travel / timedelta(minutes=1) * _A_MINUTE, _LONGEST_WAY)


def _on_duty(candidate: Candidate, need: Need) -> bool:
    return any(duty.holds(need.job) for duty in candidate.calendar.duties)


def _travel(engineer: Engineer, need: Need) -> timedelta | None:
    if engineer.home is None or need.place is None:
        return None
    return engineer.home.travel_to(need.place)
