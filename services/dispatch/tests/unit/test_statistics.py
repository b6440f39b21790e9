"""Quarters, shares, and how many managers are certified."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.statistics import Quarter, certified_needed, share

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.rule("000-7.4")
@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_day_lies_in_one_quarter_and_quarters_leave_no_gap(day: date) -> None:
    quarter = Quarter.of(day)
    begins, ends = quarter.span(SHANGHAI)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)
    assert begins <= noon < ends
    assert Quarter.read(str(quarter)) == quarter
    assert quarter.before.span(SHANGHAI)[1] == begins
    assert timedelta(days=89) < ends - begins < timedelta(days=93)


def test_a_quarter_begins_where_the_zone_does() -> None:
    assert Quarter(2026, 4).span(SHANGHAI)[0] == datetime(2026, 9, 30, 16, tzinfo=UTC)
    assert str(Quarter(2026, 1).before) == "2025-Q4"


def test_a_share_of_nothing_is_none() -> None:
    assert share(0, 0) is None
    assert share(2, 3) == Decimal("0.6667")


@pytest.mark.rule("004-5.1.1")
@pytest.mark.parametrize(
    ("managers", "needed"), [(0, 1), (1, 1), (10, 1), (11, 2), (40, 4), (41, 5)]
)
def test_a_tenth_of_the_managers_is_certified_and_one_at_least(managers: int, needed: int) -> None:
    assert certified_needed(managers) == needed
