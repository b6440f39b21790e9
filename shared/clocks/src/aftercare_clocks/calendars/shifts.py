"""A shift: one stretch of work on one day, as it hangs on the centre's door."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Self

from aftercare_clocks.errors import InvalidCalendar

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_DAY = 24 * 60


def _minutes(text: str) -> int:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise InvalidCalendar(f"{text!r} is not a time of day such as 08:30")
    return int(match[1]) * 60 + int(match[2])


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """Minutes after the midnight its day begins with.

    A shift that closes at or before the time it opens runs into the next day and still belongs
    to the day it starts on; `24:00` closes at midnight.
    """

    opens: int
    closes: int

    @classmethod
    def parse(cls, opens: str, closes: str) -> Self:
        if opens == closes:
            raise InvalidCalendar(f"shift {opens}-{closes} is empty; a whole day is 00:00-24:00")
        start = _minutes(opens)
        end = _DAY if closes == "24:00" else _minutes(closes)
        return cls(start, end if end > start else end + _DAY)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.closes - self.opens)


def shifts_of(pairs: Iterable[tuple[str, str]]) -> tuple[Shift, ...]:
    """One day's shifts in order; two that overlap are a slip of the pen, not a longer shift."""
    shifts = tuple(sorted(Shift.parse(opens, closes) for opens, closes in pairs))
    if any(second.opens < first.closes for first, second in pairwise(shifts)):
        raise InvalidCalendar("two shifts of one day overlap")
    return shifts
