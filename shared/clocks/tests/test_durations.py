"""ISO 8601 durations."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_clocks import InvalidDuration, format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("PT2H", timedelta(hours=2)),
        ("P3D", timedelta(days=3)),
        ("P1DT12H30M", timedelta(days=1, hours=12, minutes=30)),
        ("P2W", timedelta(days=14)),
        ("PT0.5S", timedelta(milliseconds=500)),
        ("PT0S", timedelta()),
        ("-PT10M", timedelta(minutes=-10)),
    ],
)
def test_a_duration_is_read_as_the_standard_writes_it(text: str, span: timedelta) -> None:
    assert parse_duration(text) == span


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "2H", "P1M", "P1Y", "PT2h", "PT1.5H", "P٣D", "P9999999999D"]
)
def test_what_has_no_fixed_length_is_refused(text: str) -> None:
    """A month has no length of its own."""
    with pytest.raises(InvalidDuration):
        parse_duration(text)


def test_a_duration_is_written_in_its_shortest_form() -> None:
    assert format_duration(timedelta(hours=2)) == "PT2H"
    assert format_duration(timedelta(hours=48)) == "P2D"
    assert format_duration(timedelta()) == "PT0S"
    assert format_duration(timedelta(days=1, seconds=90, microseconds=500_000)) == "P1DT1M30.5S"


@given(st.timedeltas())
def test_a_duration_survives_being_written(span: timedelta) -> None:
    assert parse_duration(format_duration(span)) == span
