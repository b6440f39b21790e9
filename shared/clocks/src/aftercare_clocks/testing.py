"""Builders for tests that tell about clocks, here and in every service that promises something."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aftercare_clocks.calendars.spec import CalendarSpec

SPLIT_SHIFTS = (("08:30", "12:00"), ("13:30", "17:30"))
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    """A moment as the wall clock of a place shows it: `at("2026-03-02 09:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def office(
    *shifts: tuple[str, str],
    days: Iterable[str] = WORKDAYS,
    zone: str = "Asia/Shanghai",
    holidays: str | None = None,
    closed: Iterable[date] = (),
    open_days: Mapping[date, Iterable[tuple[str, str]]] | None = None,
) -> CalendarSpec:
    """A centre's working hours; without shifts it works 08:30-12:00 and 13:30-17:30."""
    hours = shifts or SPLIT_SHIFTS
    return CalendarSpec.business(zone, dict.fromkeys(days, hours), holidays, closed, open_days)
