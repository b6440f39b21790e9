"""The elapsed calendar."""

from datetime import timedelta

from aftercare_clocks import RoundTheClock, working_day
from aftercare_clocks.calendars.spec import CalendarSpec
from aftercare_clocks.testing import at


def test_every_hour_counts() -> None:
    calendar = RoundTheClock()
    saturday_night = at("2026-03-07 23:00")
    assert calendar.is_open(saturday_night)
    assert calendar.add(saturday_night, timedelta(hours=2)) == at("2026-03-08 01:00")
    assert calendar.between(saturday_night, at("2026-03-08 01:00")) == timedelta(hours=2)


def test_elapsed_time_is_real_time_also_when_clocks_change() -> None:
    """A day on which Berlin's clocks go forward has 23 hours."""
    midnight, next_midnight = (at(f"2026-03-{day} 00:00", "Europe/Berlin") for day in (29, 30))
    assert RoundTheClock().between(midnight, next_midnight) == timedelta(hours=23)
    assert RoundTheClock().add(midnight, timedelta(hours=23)) == next_midnight


def test_all_time_is_one_open_span() -> None:
    begins, ends = at("2026-03-07 23:00"), at("2026-03-09 01:00")
    assert list(RoundTheClock().open_spans(begins, ends)) == [(begins, ends)]
    assert list(RoundTheClock().open_spans(ends, begins)) == []


def test_a_working_day_round_the_clock_has_24_hours() -> None:
    assert working_day(CalendarSpec.elapsed()) == timedelta(days=1)
