"""From a spec to the calendar that answers, each distinct spec compiled once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from aftercare_clocks.calendars.calendar import Calendar
from aftercare_clocks.calendars.public_holidays import CalendarCoverage, holiday_year
from aftercare_clocks.calendars.round_the_clock import RoundTheClock
from aftercare_clocks.calendars.spec import CalendarSpec
from aftercare_clocks.calendars.workdays import Workdays
from aftercare_clocks.calendars.working_hours import WorkingHours
from aftercare_clocks.errors import InvalidCalendar

_WHOLE_DAY = timedelta(days=1)


def calendar_of(spec: CalendarSpec | Mapping[str, object]) -> Calendar:
    """The calendar a spec (or its JSON form) describes."""
    return _compiled(spec if isinstance(spec, CalendarSpec) else CalendarSpec.from_json(spec))


def coverage(spec: CalendarSpec, year: int) -> CalendarCoverage:
    """How much of the year's public holidays is known to the calendar."""
    calendar = _compiled(spec)
    if isinstance(calendar, WorkingHours):
        return calendar.coverage(year)
    return CalendarCoverage.NOT_APPLICABLE


def working_day(spec: CalendarSpec) -> timedelta:
    """How much work one ordinary day holds: 24 hours round the clock."""
    calendar = _compiled(spec)
    return calendar.working_day if isinstance(calendar, WorkingHours) else _WHOLE_DAY


def pinned(spec: CalendarSpec, first_year: int, last_year: int) -> CalendarSpec:
    """The same calendar with the holidays known today of those years written out as days.

    Public holidays are published late and come with the software, so a spec that only names its
    country would move old promises with the next release. A promise carries a pinned spec.
    """
    if spec.holidays is None:
        return spec
    workdays = Workdays(spec)
    ordinary = next(hours for hours in spec.week if hours)
    closed, opened = set(spec.closed), dict(spec.open)
    for year in range(first_year, last_year + 1):
        known = holiday_year(spec.holidays, year)
        closed |= {day for day in known.rest if _works(spec, day)}
        worked = {day for day in known.make_up if day not in opened and workdays.shifts_on(day)}
        opened |= dict.fromkeys(worked, ordinary)
    return replace(
        spec, holidays=None, closed=tuple(sorted(closed)), open=tuple(sorted(opened.items()))
    )


def _works(spec: CalendarSpec, day: date) -> bool:
    return bool(spec.week[day.weekday()])


@lru_cache(maxsize=1024)
def _compiled(spec: CalendarSpec) -> Calendar:
    if spec.kind == "elapsed":
        return RoundTheClock()
    return WorkingHours(zone_of(spec.zone), Workdays(spec))


def zone_of(name: str | None) -> ZoneInfo:
    """The named time zone; refuses what is none."""
    try:
        return ZoneInfo(name or "")
    except (ValueError, OSError, KeyError) as error:
        raise InvalidCalendar(f"{name!r} is not a time zone such as Asia/Shanghai") from error
