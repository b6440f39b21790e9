"""Which shifts a centre works on a given day: week, public holidays, the company's own days."""

from datetime import date, timedelta

from aftercare_clocks.calendars.public_holidays import (
    CalendarCoverage,
    check_country,
    holiday_year,
)
from aftercare_clocks.calendars.shifts import Shift, shifts_of
from aftercare_clocks.calendars.spec import CalendarSpec
from aftercare_clocks.errors import InvalidCalendar


class Workdays:
    """The company's own days win over public holidays, and those over the week."""

    def __init__(self, spec: CalendarSpec) -> None:
        self._week = tuple(shifts_of(hours) for hours in spec.week)
        working = [shifts for shifts in self._week if shifts]
        if not working:
            raise InvalidCalendar("the week has no working hours, so no work would ever end")
        # A make-up workday is an ordinary workday that falls on a weekend, so it keeps the hours
        # of the first working day of the week, also where Saturday has short hours of its own.
        self._ordinary = working[0]
        self._country = spec.holidays
        if self._country is not None:
            check_country(self._country)
        self._closed = frozenset(spec.closed)
        self._open = {day: shifts_of(hours) for day, hours in spec.open}

    @property
    def ordinary_length(self) -> timedelta:
        """How much is worked on an ordinary day: what "one working day" means here."""
        return sum((shift.length for shift in self._ordinary), timedelta())

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        """The shifts that start on this day."""
        if day in self._open:
            return self._open[day]
        if day in self._closed:
            return ()
        if self._country is not None:
            year = holiday_year(self._country, day.year)
            if day in year.make_up:
                return self._ordinary
            if day in year.rest:
                return ()
        return self._week[day.weekday()]

    def coverage(self, year: int) -> CalendarCoverage:
        if self._country is None:
            return CalendarCoverage.NOT_APPLICABLE
        return holiday_year(self._country, year).coverage
