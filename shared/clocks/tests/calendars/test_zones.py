"""Each centre counts in its own zone, also on the days its clocks change."""

from datetime import timedelta

import pytest

from aftercare_clocks import InvalidCalendar, calendar_of
from aftercare_clocks.testing import at, office

hours = timedelta(hours=1)
BERLIN = "Europe/Berlin"


def test_a_centre_in_another_zone_counts_its_own_hours() -> None:
    """At 15:00 in Shanghai it is noon in Almaty, where lunch begins."""
    almaty = calendar_of(office(("09:00", "12:00"), ("13:00", "18:00"), zone="Asia/Almaty"))
    reported = at("2026-03-02 15:00")
    assert almaty.add(reported, hours) == at("2026-03-02 14:00", "Asia/Almaty")


def test_the_zone_of_whoever_asks_does_not_matter() -> None:
    """The same instant written with another offset has the same due time."""
    shanghai = calendar_of(office())
    noon = at("2026-03-02 11:00")
    for zone in ("UTC", "America/New_York", BERLIN):
        assert shanghai.add(noon.astimezone(at("2026-03-02", zone).tzinfo), 2 * hours) == at(
            "2026-03-02 14:30"
        )


def test_a_night_shift_is_an_hour_short_when_clocks_go_forward() -> None:
    """29 March 2026, 02:00 becomes 03:00: 22:00-06:00 holds seven hours."""
    calendar = calendar_of(office(("22:00", "06:00"), days=("sat",), zone=BERLIN))
    opens, closes = at("2026-03-28 22:00", BERLIN), at("2026-03-29 06:00", BERLIN)
    assert calendar.between(opens, closes) == 7 * hours
    assert calendar.add(opens, 7 * hours) == closes


def test_a_night_shift_is_an_hour_longer_when_clocks_go_back() -> None:
    """25 October 2026, 03:00 becomes 02:00: 22:00-06:00 holds nine hours."""
    calendar = calendar_of(office(("22:00", "06:00"), days=("sat",), zone=BERLIN))
    opens, closes = at("2026-10-24 22:00", BERLIN), at("2026-10-25 06:00", BERLIN)
    assert calendar.between(opens, closes) == 9 * hours


def test_shifts_around_the_hour_the_clocks_skip_are_disjoint() -> None:
    """A shift that closes in the skipped hour and one that opens after it count no time twice."""
    spec = office(("00:00", "02:30"), ("03:00", "05:00"), days=("sun",), zone=BERLIN)
    calendar = calendar_of(spec)
    begins, ends = at("2026-03-29 00:00", BERLIN), at("2026-03-29 05:00", BERLIN)
    assert calendar.between(begins, ends) == 4 * hours
    assert list(calendar.open_spans(begins, ends)) == [(begins, ends)]


def test_a_shift_that_lies_in_the_skipped_hour_keeps_its_length() -> None:
    calendar = calendar_of(office(("02:15", "02:45"), days=("sun",), zone=BERLIN))
    day = at("2026-03-29 00:00", BERLIN), at("2026-03-30 00:00", BERLIN)
    assert calendar.between(*day) == hours / 2


def test_a_place_that_is_no_zone_is_refused() -> None:
    for name in ("Asia/Atlantis", "", "../etc/passwd"):
        with pytest.raises(InvalidCalendar):
            calendar_of(office(zone=name))
