"""The calendar against the slow and obvious way: look at every minute."""

from datetime import UTC, date, datetime, timedelta
from timeit import repeat
from zoneinfo import ZoneInfo

import pytest

from aftercare_clocks import calendar_of
from aftercare_clocks.calendars.shifts import shifts_of
from aftercare_clocks.testing import SPLIT_SHIFTS, at, office

MINUTE = timedelta(minutes=1)


def on_the_door(wall: datetime, shifts: tuple[tuple[str, str], ...]) -> bool:
    """Whether a wall time lies in a shift of its weekday, or in yesterday's night."""
    minutes = wall.hour * 60 + wall.minute
    return any(
        shift.opens <= minutes + day * 1440 < shift.closes
        and (wall.date() - timedelta(days=day)).weekday() < 5
        for shift in shifts_of(shifts)
        for day in (0, 1)
    )


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "Asia/Kathmandu"])
@pytest.mark.parametrize("shifts", [SPLIT_SHIFTS, (("22:00", "06:00"),)])
def test_every_minute_of_a_month_agrees(zone: str, shifts: tuple[tuple[str, str], ...]) -> None:
    """March 2026 holds a change of Berlin's clocks; real minutes are counted there too."""
    calendar = calendar_of(office(*shifts, zone=zone))
    here = ZoneInfo(zone)
    moment, count = datetime(2026, 3, 1, tzinfo=UTC), timedelta()
    begins = moment
    while moment.date() < date(2026, 4, 1):
        open_now = on_the_door(moment.astimezone(here), shifts)
        assert calendar.is_open(moment) is open_now, moment
        count += MINUTE if open_now else timedelta()
        moment += MINUTE
    assert calendar.between(begins, moment) == count


def test_a_years_span_costs_a_blink() -> None:
    """Lookups, not steps: an answer about a year takes under a millisecond."""
    calendar = calendar_of(office(holidays="CN"))
    begins, ends = at("2026-01-05 09:00"), at("2027-01-05 09:00")
    calendar.between(begins, ends)
    work = calendar.between(begins, ends)
    # The best of several rounds, for a busy machine says nothing about the calendar.
    assert min(repeat(lambda: calendar.between(begins, ends), number=100, repeat=9)) < 0.1
    assert min(repeat(lambda: calendar.add(begins, work), number=100, repeat=9)) < 0.1
