"""A service centre: which zone and hours it works in, which departments issue its forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from aftercare_clocks import CalendarSpec, ClocksRefusal, calendar_of
from intake.domain import errors

Week = Mapping[str, Sequence[tuple[str, str]]]

_ANY_WEEK: Week = {"mon": [("09:00", "17:00")]}
"""Stands in for a week left to the policy, so that zone and holidays are still proven."""


@dataclass
class ServiceCentre:
    """Master data of a centre; `policy` holds for its customers without a contract of their own.

    Without a week of its own it works the hours its policies state.
    """

    id: UUID
    region: str
    code: str
    name: str
    zone: str
    week: Week
    holidays: str | None
    closed: list[date]
    departments: list[str]
    policy: str
    version: int = 0

    def __post_init__(self) -> None:
        """Refuse a week nobody could work by."""
        try:
            calendar_of(hours_of(self.zone, self.week or _ANY_WEEK, self.holidays, self.closed))
        except ClocksRefusal as refused:
            raise errors.WorkingHoursInvalid(field="week") from refused

    def change(
        self,
        *,
        name: str,
        zone: str,
        week: Week,
        holidays: str | None,
        closed: list[date],
        departments: list[str],
        policy: str,
    ) -> None:
        """Replace everything but the code."""
        self.name, self.zone, self.week = name, zone, week
        self.holidays, self.closed = holidays, closed
        self.departments, self.policy = departments, policy
        self.__post_init__()


def hours_of(zone: str, week: Week, holidays: str | None, closed: Sequence[date]) -> CalendarSpec:
    """A centre's working hours as a clock counts them."""
    return CalendarSpec.business(zone, week, holidays, closed)


def must_know(departments: Sequence[str], department: str) -> None:
    """Refuse to number a form for a department the centre does not have (002-4.5.2)."""
    if department not in departments:
        raise errors.DepartmentUnknown(field="department", department=department)
