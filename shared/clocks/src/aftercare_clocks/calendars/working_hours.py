"""A centre's working hours: shifts in its own zone, holidays, the company's own days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aftercare_clocks.calendars.open_year import OpenYear, open_year
from aftercare_clocks.calendars.public_holidays import CalendarCoverage
from aftercare_clocks.calendars.workdays import Workdays
from aftercare_clocks.errors import InvalidDuration
from aftercare_clocks.moments import MICROSECOND, moment_at, ticks, utc

_REACH_IN_YEARS = 100


class WorkingHours:
    """Years are laid out once, when first asked for; after that each answer is a few lookups."""

    def __init__(self, zone: ZoneInfo, workdays: Workdays) -> None:
        self._zone = zone
        self._workdays = workdays
        self._years: dict[int, OpenYear] = {}

    @property
    def working_day(self) -> timedelta:
        """The work of one ordinary day."""
        return self._workdays.ordinary_length

    def add(self, start: datetime, work: timedelta) -> datetime:
        if not work:
            return utc(start)
        year = utc(start).year
        # Counted from the start of a year, the work to reach is what was done by then plus `work`.
        target = self._year(year).worked_by(ticks(start)) + work // MICROSECOND
        for _ in range(_REACH_IN_YEARS):
            if target <= 0:
                year -= 1
                target += self._year(year).total
            elif target > self._year(year).total:
                target -= self._year(year).total
                year += 1
            else:
                return moment_at(self._year(year).reached(target))
        raise InvalidDuration(f"{work} of work leads more than {_REACH_IN_YEARS} years away")

    def between(self, begins: datetime, ends: datetime) -> timedelta:
        if ends < begins:
            return -self.between(ends, begins)
        first, last = utc(begins).year, utc(ends).year
        whole = sum(self._year(year).total for year in range(first, last))
        done = self._year(last).worked_by(ticks(ends)) - self._year(first).worked_by(ticks(begins))
        return timedelta(microseconds=whole + done)

    def is_open(self, moment: datetime) -> bool:
        return self._year(utc(moment).year).is_open(ticks(moment))

    def open_spans(self, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
        if begins >= ends:
            return
        pending: tuple[int, int] | None = None
        for year in range(utc(begins).year, utc(ends).year + 1):
            for opens, closes in self._year(year).spans(ticks(begins), ticks(ends)):
                # A night shift over New Year is laid out in two years and told as one stretch.
                if pending and pending[1] == opens:
                    pending = (pending[0], closes)
                    continue
                if pending:
                    yield moment_at(pending[0]), moment_at(pending[1])
                pending = (opens, closes)
        if pending:
            yield moment_at(pending[0]), moment_at(pending[1])

    def coverage(self, year: int) -> CalendarCoverage:
        """How much of a year's public holidays this calendar knows."""
        return self._workdays.coverage(year)

    def _year(self, year: int) -> OpenYear:
        if year not in self._years:
            self._years[year] = open_year(year, self._zone, self._workdays)
        return self._years[year]
