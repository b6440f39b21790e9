"""One UTC year of opening hours, laid out so that any question is a binary search."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from aftercare_clocks.calendars.workdays import Workdays
from aftercare_clocks.moments import ticks

Span = tuple[int, int]
"""An open stretch in microseconds since the epoch, its end excluded."""


class OpenYear:
    """Open spans of one year, disjoint and in order, with the work done before each of them."""

    def __init__(self, year: int, spans: Iterable[Span]) -> None:
        self.begins = ticks(datetime(year, 1, 1, tzinfo=UTC))
        self.ends = ticks(datetime(year + 1, 1, 1, tzinfo=UTC))
        inside = [
            (max(opens, self.begins), min(closes, self.ends))
            for opens, closes in spans
            if closes > self.begins and opens < self.ends
        ]
        self._opens = [opens for opens, _ in inside]
        self._closes = [closes for _, closes in inside]
        worked = accumulate((closes - opens for opens, closes in inside), initial=0)
        self._before = list(worked)

    @property
    def total(self) -> int:
        return self._before[-1]

    def worked_by(self, moment: int) -> int:
        """Work done in this year up to the moment."""
        index = bisect_right(self._opens, moment) - 1
        if index < 0:
            return 0
        return self._before[index] + min(moment, self._closes[index]) - self._opens[index]

    def reached(self, work: int) -> int:
        """The first moment at which that much of this year's work (0 < work <= total) is done."""
        index = bisect_left(self._before, work) - 1
        return self._opens[index] + work - self._before[index]

    def is_open(self, moment: int) -> bool:
        index = bisect_right(self._opens, moment) - 1
        return index >= 0 and moment < self._closes[index]

    def spans(self, begins: int, ends: int) -> Iterator[Span]:
        """The open spans inside the bounds, cut to them."""
        first = bisect_right(self._closes, begins)
        last = bisect_left(self._opens, ends)
        for index in range(first, last):
            yield max(self._opens[index], begins), min(self._closes[index], ends)


def open_year(year: int, zone: ZoneInfo, workdays: Workdays) -> OpenYear:
    """Lay out one UTC year of a centre's hours.

    Days around both ends are read as well, for an overnight shift or the zone's offset may carry
    work across the year's edge.
    """
    first, last = date(year, 1, 1) - timedelta(days=3), date(year + 1, 1, 1) + timedelta(days=1)
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    spans = (
        (_tick(day, shift.opens, zone), _tick(day, shift.closes, zone))
        for day in days
        for shift in workdays.shifts_on(day)
    )
    return OpenYear(year, _merged(spans))


def _tick(day: date, minutes: int, zone: ZoneInfo) -> int:
    """A wall-clock time as an instant.

    A time the clocks skip is read by the offset before the change, a time they repeat by its
    first occurrence: one hour is neither lost nor worked twice.
    """
    wall = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minutes)
    return ticks(wall)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Join spans that touch or overlap, as a night shift and the next day's early one may."""
    ordered = sorted(span for span in spans if span[1] > span[0])
    merged = ordered[:1]
    for opens, closes in ordered[1:]:
        if opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged
