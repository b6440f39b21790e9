"""A rota leaves no moment without somebody, and takes people in turn."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_clocks import calendar_of
from aftercare_clocks.testing import at, office
from dispatch.domain.booking import Span
from dispatch.domain.duty import DutyKind
from dispatch.domain.rota import assign, first_gap, turns

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = calendar_of(office(holidays="CN"))
D, N, H = DutyKind.DAY, DutyKind.NIGHT, DutyKind.HOLIDAY


@pytest.mark.rule("001-5.5.2")
def test_a_week_is_days_nights_and_days_off() -> None:
    """Monday 2 to Sunday 8 March 2026: the lunch break is the day's, Saturday its own turn."""
    week = list(turns(date(2026, 3, 2), 7, OFFICE, SHANGHAI))
    assert [turn.kind for turn in week] == [D, N] * 5 + [H, H]
    assert week[0].span == Span(at("2026-03-02 08:30"), at("2026-03-02 17:30"))
    assert week[9].span == Span(at("2026-03-06 17:30"), at("2026-03-07 08:30"))
    assert week[-1].span == Span(at("2026-03-08 08:30"), at("2026-03-09 08:30"))


@pytest.mark.rule("001-5.5.2")
def test_a_public_holiday_is_a_day_off_and_its_make_up_day_is_none() -> None:
    """Spring Festival 2026: Tuesday 17 February rests, Saturday 14 February works."""
    kinds = [turn.kind for turn in turns(date(2026, 2, 17), 1, OFFICE, SHANGHAI)]
    assert kinds == [H]
    assert [turn.kind for turn in turns(date(2026, 2, 14), 1, OFFICE, SHANGHAI)] == [D, N]


@pytest.mark.rule("003-1a")
@given(
    first=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    days=st.integers(1, 40),
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]),
)
def test_no_moment_of_the_clock_is_left_out(first: date, days: int, zone: str) -> None:
    """Each turn begins where the one before ended, across weekends, holidays and summer time."""
    laid = list(turns(first, days, calendar_of(office(zone=zone)), ZoneInfo(zone)))
    assert all(one.span.ends == two.span.begins for one, two in pairwise(laid))
    whole = laid[-1].span.ends - laid[0].span.begins
    assert abs(whole - timedelta(days=days)) <= timedelta(hours=1)
    assert first_gap([t.span for t in laid], laid[0].span.begins, laid[-1].span.ends) is None


def test_people_take_turns_and_who_is_away_is_passed_over() -> None:
    """The one passed over comes next; where nobody is free the turn says so."""
    week = list(turns(date(2026, 3, 2), 2, OFFICE, SHANGHAI))
    away = week[0].span
    takers = [who for _, who in assign(week, ["li", "wu"], lambda p, s: (p, s) != ("li", away))]
    assert takers == ["wu", "li", "wu", "li"]
    assert [who for _, who in assign(week, ["li"], lambda _p, _s: False)] == [None] * 4


def test_the_first_gap_is_found_wherever_it_lies() -> None:
    """Before, between and after; turns that overlap hide none."""
    nine = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def hours(begins: int, ends: int) -> Span:
        return Span(nine + timedelta(hours=begins), nine + timedelta(hours=ends))

    end = nine + timedelta(hours=10)
    assert first_gap([hours(1, 10)], nine, end) == hours(0, 1)
    assert first_gap([hours(-2, 5), hours(1, 3), hours(6, 12)], nine, end) == hours(5, 6)
    assert first_gap([hours(0, 5), hours(5, 8)], nine, end) == hours(8, 10)
    assert first_gap([hours(0, 5), hours(5, 10)], nine, end) is None
