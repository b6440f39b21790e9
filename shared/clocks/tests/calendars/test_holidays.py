"""Chinese holidays, make-up workdays, and years whose exchange of days is not published."""

from datetime import date, timedelta

import pytest

from aftercare_clocks import CalendarCoverage, InvalidCalendar, calendar_of, coverage, pinned
from aftercare_clocks.calendars.spec import CalendarSpec
from aftercare_clocks.testing import SPLIT_SHIFTS, WORKDAYS, at, office

hours = timedelta(hours=1)
CHINA = office(holidays="CN")


def test_national_day_is_not_worked() -> None:
    """1 to 7 October 2026 are off: two hours from 30 September 16:30 end on 8 October at 09:30."""
    assert calendar_of(CHINA).add(at("2026-09-30 16:30"), 2 * hours) == at("2026-10-08 09:30")


def test_a_make_up_workday_is_worked_like_an_ordinary_day() -> None:
    """Saturday 10 October 2026 stands in for the 7th."""
    worked = calendar_of(CHINA).between(at("2026-10-10 00:00"), at("2026-10-11 00:00"))
    assert worked == 7.5 * hours
    assert not calendar_of(office()).is_open(at("2026-10-10 09:00"))


def test_a_make_up_saturday_has_full_hours_where_saturdays_are_short() -> None:
    week = dict.fromkeys(WORKDAYS, SPLIT_SHIFTS) | {"sat": (("08:30", "12:00"),)}
    calendar = calendar_of(CalendarSpec.business("Asia/Shanghai", week, "CN"))
    assert calendar.is_open(at("2026-10-10 15:00"))
    assert not calendar.is_open(at("2026-10-17 15:00"))


def test_the_company_works_on_a_holiday_and_rests_on_a_make_up_day() -> None:
    """The company's own days win over the country's."""
    holiday, make_up = date(2026, 10, 6), date(2026, 10, 10)
    spec = office(holidays="CN", closed=[make_up], open_days={holiday: [("09:00", "12:00")]})
    calendar = calendar_of(spec)
    assert calendar.is_open(at("2026-10-06 10:00"))
    assert not calendar.is_open(at("2026-10-10 10:00"))


def test_a_year_without_a_published_exchange_knows_statutory_days_only_and_says_so() -> None:
    """2027: Spring Festival is known, the weekends worked for it are not."""
    calendar = calendar_of(CHINA)
    assert not calendar.is_open(at("2027-02-09 10:00"))
    assert coverage(CHINA, 2026) is CalendarCoverage.FULL
    assert coverage(CHINA, 2027) is CalendarCoverage.STATUTORY_ONLY


def test_coverage_tells_when_nothing_is_known_or_asked() -> None:
    assert coverage(CHINA, 2150) is CalendarCoverage.NONE
    assert coverage(office(), 2026) is CalendarCoverage.NOT_APPLICABLE
    assert coverage(CalendarSpec.elapsed(), 2026) is CalendarCoverage.NOT_APPLICABLE
    assert coverage(office(holidays="DE-BY"), 2026) is CalendarCoverage.FULL


def test_a_december_workday_given_for_the_next_year_is_worked() -> None:
    """Sunday 31 December 2006 was worked for January 2007."""
    assert calendar_of(CHINA).is_open(at("2006-12-31 10:00"))


def test_a_country_nobody_keeps_a_list_for_is_refused() -> None:
    for code in ("XX", "DE-QQ"):
        with pytest.raises(InvalidCalendar):
            calendar_of(office(holidays=code))


def test_a_pinned_calendar_counts_the_same_without_asking_the_country() -> None:
    """The promise no longer moves when a later release knows more of the holidays."""
    company = office(
        holidays="CN",
        closed=[date(2026, 2, 28), date(2026, 3, 3)],
        open_days={
            date(2026, 10, 6): [("09:00", "12:00")],
            date(2026, 2, 14): [("09:00", "10:00")],
        },
    )
    for spec in (CHINA, company):
        frozen = pinned(spec, 2026, 2026)
        assert frozen.holidays is None
        spans = at("2026-01-01 00:00"), at("2027-01-01 00:00")
        assert list(calendar_of(frozen).open_spans(*spans)) == list(
            calendar_of(spec).open_spans(*spans)
        )
        assert CalendarSpec.from_json(frozen.to_json()) == frozen


def test_a_calendar_without_holidays_is_pinned_as_it_is() -> None:
    assert pinned(office(), 2026, 2027) == office()
    assert pinned(CalendarSpec.elapsed(), 2026, 2027) == CalendarSpec.elapsed()
