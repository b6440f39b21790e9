"""How much work lies between two moments of a centre's week."""

from datetime import UTC, date, timedelta

import pytest

from aftercare_clocks import InvalidDuration, NaiveMoment, calendar_of
from aftercare_clocks.testing import at, office

hours = timedelta(hours=1)


def test_the_lunch_break_is_not_work() -> None:
    """08:30-12:00 and 13:30-17:30: four hours from 10:00 end at 15:30."""
    calendar = calendar_of(office())
    assert calendar.add(at("2026-03-02 10:00"), 4 * hours) == at("2026-03-02 15:30")
    assert calendar.between(at("2026-03-02 11:00"), at("2026-03-02 14:30")) == 2 * hours


def test_work_that_fills_a_shift_ends_when_the_shift_does() -> None:
    """Due at noon, not at the end of the lunch break."""
    calendar = calendar_of(office())
    assert calendar.add(at("2026-03-02 08:30"), 3.5 * hours) == at("2026-03-02 12:00")


def test_work_asked_for_after_hours_starts_with_the_next_shift() -> None:
    calendar = calendar_of(office())
    friday_evening = at("2026-03-06 19:00")
    assert calendar.add(friday_evening, hours) == at("2026-03-09 09:30")


def test_no_work_is_done_at_once_even_when_closed() -> None:
    """Zero work leads to the very moment asked from."""
    calendar = calendar_of(office())
    assert calendar.add(at("2026-03-07 03:00"), timedelta()) == at("2026-03-07 03:00")


def test_an_overnight_shift_runs_into_the_next_morning() -> None:
    """22:00-06:00: five hours from 23:00 end at 04:00."""
    calendar = calendar_of(office(("22:00", "06:00")))
    assert calendar.add(at("2026-03-02 23:00"), 5 * hours) == at("2026-03-03 04:00")
    assert calendar.is_open(at("2026-03-07 05:59")), "Friday's night ends on Saturday morning"
    assert not calendar.is_open(at("2026-03-02 05:00")), "no night began on Sunday"


def test_an_overnight_shift_belongs_to_the_day_it_starts_on() -> None:
    """A closed Tuesday takes Tuesday's night away and leaves Monday's whole."""
    calendar = calendar_of(office(("22:00", "06:00"), closed=[date(2026, 3, 3)]))
    assert calendar.is_open(at("2026-03-03 05:00"))
    assert not calendar.is_open(at("2026-03-03 23:00"))
    assert not calendar.is_open(at("2026-03-04 05:00"))


def test_an_overnight_shift_over_new_year_is_whole() -> None:
    """The year's edge, which in UTC falls into the shift, cuts nothing."""
    night = office(("22:00", "10:00"), days=("thu",))
    calendar = calendar_of(night)
    opens, closes = at("2026-12-31 22:00"), at("2027-01-01 10:00")
    assert calendar.between(opens, closes) == 12 * hours
    assert calendar.add(opens, 12 * hours) == closes
    assert list(calendar.open_spans(opens - hours, closes + hours)) == [(opens, closes)]


def test_a_night_that_reaches_into_an_early_shift_is_counted_once() -> None:
    """An hour worked by two shifts of different days is one hour."""
    spec = office(("04:00", "10:00"), ("22:00", "06:00"), days=("mon", "tue"))
    worked = calendar_of(spec).between(at("2026-03-02 22:00"), at("2026-03-03 10:00"))
    assert worked == 12 * hours


def test_a_closing_moment_is_already_closed() -> None:
    calendar = calendar_of(office())
    assert calendar.is_open(at("2026-03-02 08:30"))
    assert not calendar.is_open(at("2026-03-02 12:00"))
    assert not calendar.is_open(at("2026-03-02 08:29"))


def test_a_whole_day_ends_at_midnight_and_joins_the_next() -> None:
    calendar = calendar_of(office(("00:00", "24:00")))
    week = at("2026-03-02 00:00"), at("2026-03-07 00:00")
    assert list(calendar.open_spans(at("2026-03-01 00:00"), at("2026-03-08 00:00"))) == [week]


def test_no_time_has_no_open_span() -> None:
    """Nor has a stretch that ends before it begins."""
    calendar = calendar_of(office())
    ten, eleven = at("2026-03-02 10:00"), at("2026-03-02 11:00")
    assert list(calendar.open_spans(ten, ten)) == []
    assert list(calendar.open_spans(eleven, ten)) == []


def test_the_company_closes_and_opens_days_of_its_own() -> None:
    """An open day wins over a closed one, and both over the week."""
    inventory_day, saturday = date(2026, 3, 3), date(2026, 3, 7)
    spec = office(closed=[inventory_day, saturday], open_days={saturday: [("09:00", "11:00")]})
    calendar = calendar_of(spec)
    assert not calendar.is_open(at("2026-03-03 10:00"))
    assert calendar.is_open(at("2026-03-07 10:00"))
    assert not calendar.is_open(at("2026-03-07 11:30"))


def test_negative_work_leads_back_to_the_first_moment_that_had_it_done() -> None:
    """Four hours before Tuesday 10:00 the work stood where Monday 15:00 left it."""
    calendar = calendar_of(office())
    assert calendar.add(at("2026-03-03 10:00"), -4 * hours) == at("2026-03-02 15:00")
    assert calendar.add(at("2026-01-01 09:30"), -hours) == at("2025-12-31 17:30")
    assert calendar.between(at("2026-03-03 10:00"), at("2026-03-02 15:00")) == -4 * hours


def test_answers_are_in_utc() -> None:
    for spec in (office(), office(zone="America/New_York")):
        assert calendar_of(spec).add(at("2026-03-02 10:00"), hours).tzinfo is UTC


def test_a_moment_without_an_offset_is_refused() -> None:
    """Nobody can say when 09:00 is without knowing where."""
    naive = at("2026-03-02 09:00").replace(tzinfo=None)
    for calendar in (calendar_of(office()), calendar_of({"kind": "elapsed"})):
        with pytest.raises(NaiveMoment):
            calendar.is_open(naive)
        with pytest.raises(NaiveMoment):
            calendar.add(naive, hours)


def test_work_without_end_is_refused() -> None:
    """A slip of units must not hang the desk, nor leave the calendar's years."""
    one_hour_a_week = calendar_of(office(("09:00", "10:00"), days=("mon",)))
    with pytest.raises(InvalidDuration):
        one_hour_a_week.add(at("2026-03-02 09:00"), timedelta(days=365))
    with pytest.raises(InvalidDuration):
        calendar_of({"kind": "elapsed"}).add(at("2026-03-02 09:00"), timedelta(days=4_000_000))
