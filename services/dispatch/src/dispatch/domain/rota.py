"""A rota lays out turns of duty so that somebody answers around the clock (001-5.5.2, 003-1a)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_clocks import Calendar
from dispatch.domain.booking import Span
from dispatch.domain.duty import DutyKind

P = TypeVar("P")

REST_DAY_BEGINS = time(8, 30)
"""When the turn of a day off begins: nobody's working hours say so."""

LOOK_AHEAD = timedelta(days=7)
"""How far ahead a gap in the rota is told."""


@dataclass
class Rota:
    """What a centre has promised of its duty phone: that it is looked after, and watched."""

    id: UUID
    region: str
    centre: str
    zone: str
    laid_out_until: datetime
    gap_told: datetime | None = None
    version: int = 0


@dataclass(frozen=True)
class Turn:
    """A stretch that somebody has to take."""

    kind: DutyKind
    span: Span


def turns(first: date, days: int, hours: Calendar, zone: ZoneInfo) -> Iterator[Turn]:
    """Day and night of each working day, the whole of each day off; no moment is left out.

    A night or a day off ends where the next day's turn begins.
    """
    for number in range(days):
        day = first + timedelta(days=number)
        begins, ends = _working(day, hours, zone)
        after = _working(day + timedelta(days=1), hours, zone)[0]
        if ends is None:
            yield Turn(DutyKind.HOLIDAY, Span(begins, after))
        else:
            yield Turn(DutyKind.DAY, Span(begins, ends))
            if ends < after:
                yield Turn(DutyKind.NIGHT, Span(ends, after))


def _working(day: date, hours: Calendar, zone: ZoneInfo) -> tuple[datetime, datetime | None]:
    """When the day's turn begins, and when work ends; None on a day off."""
    midnight = datetime.combine(day, time(), zone)
    # Asked by the local day: a shift that began the day before is that day's night.
    next_midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    spans = [span for span in hours.open_spans(midnight, next_midnight) if span[0] > midnight]
    if not spans:
        return datetime.combine(day, REST_DAY_BEGINS, zone).astimezone(UTC), None
    return spans[0][0], spans[-1][1]


def assign(
    planned: Sequence[Turn], people: Sequence[P], free: Callable[[P, Span], bool]
) -> Iterator[tuple[Turn, P | None]]:
    """Each turn with whoever is next in line and free; None where nobody is."""
    line = list(people)
    for turn in planned:
        taker = next((person for person in line if free(person, turn.span)), None)
        if taker is not None:
            line.remove(taker)
            line.append(taker)
        yield turn, taker


def first_gap(taken: Sequence[Span], begins: datetime, ends: datetime) -> Span | None:
    """The first stretch of a time in which nobody is on duty."""
    covered = begins
    for span in sorted(taken, key=lambda each: each.begins):
        if span.begins > covered:
            return Span(covered, min(span.begins, ends))
        covered = max(covered, span.ends)
        if covered >= ends:
            return None
    return Span(covered, ends)
