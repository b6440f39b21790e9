"""A country's public holidays and make-up workdays (调休), one year at a time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

import holidays
from holidays.holiday_base import HolidayBase

from aftercare_clocks.errors import InvalidCalendar


class CalendarCoverage(StrEnum):
    """How much of a year's days off is known; ask before promising far ahead."""

    FULL = "full"
    STATUTORY_ONLY = "statutory_only"
    """The year's exchange of workdays is not published yet: its weekends will still move."""
    NONE = "none"
    """The year lies outside what is known of the country."""
    NOT_APPLICABLE = "not_applicable"
    """The calendar keeps no public holidays."""


@dataclass(frozen=True, slots=True)
class HolidayYear:
    rest: frozenset[date]
    make_up: frozenset[date]
    coverage: CalendarCoverage


@lru_cache(maxsize=1024)
def holiday_year(code: str, year: int) -> HolidayYear:
    country = _published(code, year)
    return HolidayYear(
        rest=frozenset(day for day in country if day.year == year),
        make_up=frozenset(day for day in country.weekend_workdays if day.year == year),
        coverage=_coverage(country, year),
    )


def check_country(code: str) -> None:
    """Refuse a country nobody keeps a list for."""
    _published(code, 2026)


def _published(code: str, year: int) -> HolidayBase:
    country, _, subdivision = code.partition("-")
    try:
        return holidays.country_holidays(
            country, subdiv=subdivision or None, years=year, expand=False
        )
    except NotImplementedError as error:
        raise InvalidCalendar(f"no public holidays are known for {code!r}") from error


def _coverage(country: HolidayBase, year: int) -> CalendarCoverage:
    if not country.start_year <= year <= country.end_year:
        return CalendarCoverage.NONE
    if country.has_substituted_holidays and year not in country.special_public_holidays:
        return CalendarCoverage.STATUTORY_ONLY
    return CalendarCoverage.FULL
