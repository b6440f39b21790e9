"""One clock of a policy: its cases, and which of them a request falls under."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Self

from aftercare_clocks.calendars.compile import working_day
from aftercare_clocks.calendars.spec import CalendarSpec
from aftercare_clocks.durations import parse_duration
from aftercare_clocks.errors import InvalidParameter
from aftercare_clocks.fold.terms import ClockTerms
from aftercare_clocks.plain import items_of, mapping_of, text_of
from aftercare_clocks.policies.parameters import NONE
from aftercare_clocks.policies.values import Value

_WORKING_DAYS = re.compile(r"([1-9]\d*) working days?", re.ASCII)
_CONDITIONS = frozenset({"level", "urban", "complex", "major", "kind"})
_ANSWERS = frozenset({"limit", "warn_after", "starts", "escalate_to", "calendar"})
STARTS = frozenset(
    {
        "contacted", "reported", "informed", "triaged", "sheet_received", "technician_named",
        "outside_work_decided", "notice", "arrival", "remote_handled", "closed", "returned",
        "visit_ended", "handed_over", "accepted", "requested", "scheme_received", "issue_raised",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What about a request decides which case of a clock applies."""

    level: int | None = None
    urban: bool | None = None
    complex: bool = False
    major: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A clock's fields as the policy states them, not yet applied to a request."""

    name: str
    fields: Mapping[str, Value]

    def __post_init__(self) -> None:
        for case in self._cases():
            strange = set(case) - _CONDITIONS - _ANSWERS
            if strange or "limit" not in case:
                raise InvalidParameter(f"{self.name}: a case of the limit cannot read {dict(case)}")

    def following(self, limits_of: Self) -> Self:
        """The same clock with another one's limits."""
        fields = {**self.fields, "limit": limits_of.fields["limit"]}
        return type(self)(self.name, fields)

    @property
    def follows(self) -> str | None:
        """The clock whose limits this one takes."""
        limit = self.fields["limit"]
        return limit.removeprefix("as ") if isinstance(limit, str) and limit[:3] == "as " else None

    def terms(
        self, circumstances: Circumstances, hours: CalendarSpec, agreed: datetime | None
    ) -> ClockTerms | None:
        """The terms of the first case that fits; None when none fits or it runs no clock."""
        for case in self._cases():
            wanted = {key: value for key, value in case.items() if key in _CONDITIONS}
            if all(getattr(circumstances, key) == value for key, value in wanted.items()):
                stated = self._stated(case, hours, agreed)
                return stated and self._with_complex(stated, circumstances, hours)
        return None

    def _with_complex(
        self, stated: ClockTerms, circumstances: Circumstances, hours: CalendarSpec
    ) -> ClockTerms:
        """Also what the limit is should the work turn out to be complex."""
        if circumstances.complex:
            return stated
        harder = self.terms(replace(circumstances, complex=True), hours, None)
        if harder is None or harder.limit == stated.limit:
            return stated
        return replace(stated, complex_limit=harder.limit)

    def every_terms(self, hours: CalendarSpec) -> tuple[ClockTerms | None, ...]:
        """The terms of each case: how a policy is proven sound before it is published."""
        return tuple(self._stated(case, hours, None) for case in self._cases())

    def _cases(self) -> tuple[Mapping[str, object], ...]:
        limit = self.fields["limit"]
        cases = ({"limit": limit},) if isinstance(limit, str) else limit
        found = items_of(cases, f"the cases of {self.name}", InvalidParameter)
        return tuple(mapping_of(case, f"a case of {self.name}", InvalidParameter) for case in found)

    def _stated(
        self, case: Mapping[str, object], hours: CalendarSpec, agreed: datetime | None
    ) -> ClockTerms | None:
        said = {**self.fields, **case}
        if said["limit"] == NONE:
            return None
        calendar = self._calendar(said["calendar"], hours)
        warning = self._text(said, "warn_after")
        starts = self._text(said, "starts")
        if starts not in STARTS:
            raise InvalidParameter(f"{self.name}: nothing happens that is called {starts!r}")
        return ClockTerms(
            name=self.name,
            limit=self._span(self._text(said, "limit"), calendar),
            calendar=calendar,
            warn_at=Decimal(str(said["warn_at"])),
            warn_after=None if warning == NONE else self._span(warning, calendar),
            hold_allowed=said["hold_allowed"] is True,
            due_override=agreed if said["customer_date_wins"] is True else None,
            customer_date_wins=said["customer_date_wins"] is True,
            escalate_to=tuple(
                text_of(role, "a role", InvalidParameter)
                for role in items_of(said["escalate_to"], "escalate_to", InvalidParameter)
            ),
            starts=starts,
            ends_with_day=hours.zone if said["ends_with_day"] is True else None,
        )

    def _calendar(self, which: object, hours: CalendarSpec) -> CalendarSpec:
        if which == "elapsed":
            return CalendarSpec.elapsed()
        if which == "business":
            return hours
        raise InvalidParameter(f"{self.name}: a clock counts elapsed or business, not {which!r}")

    def _text(self, said: Mapping[str, object], field: str) -> str:
        return text_of(said[field], f"{field} of {self.name}", InvalidParameter)

    def _span(self, text: str, calendar: CalendarSpec) -> timedelta:
        days = _WORKING_DAYS.fullmatch(text)
        return int(days[1]) * working_day(calendar) if days else parse_duration(text)
