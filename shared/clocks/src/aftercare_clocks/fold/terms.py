"""What one clock promises, frozen when it starts and carried by the event that started it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from typing import Self

from aftercare_clocks.calendars.calendar import Calendar
from aftercare_clocks.calendars.compile import calendar_of, pinned, zone_of
from aftercare_clocks.calendars.spec import CalendarSpec
from aftercare_clocks.durations import format_duration, parse_duration
from aftercare_clocks.errors import InvalidTerms
from aftercare_clocks.moments import MICROSECOND, utc
from aftercare_clocks.plain import flag_of, items_of, mapping_of, moment_of, text_of

WARN_AT = Decimal("0.75")


@dataclass(frozen=True)
class ClockTerms:
    """`limit` and `warn_after` are work on the calendar, counted from the start.

    `warn_at` is the share of the limit after which to warn; `warn_after`, when given, says it
    outright. `due_override` is a date agreed with the customer: it takes the limit's place.
    `ends_with_day` names a zone, in whose local midnight due and warning then fall ("by the end
    of day 3"). `customer_date_wins` lets a date agreed later take the limit's place too. `starts`
    names the fact the clock counts from. `complex_limit` is the limit of complex work, which
    nobody knows of when the promise is given.
    """

    name: str
    limit: timedelta
    calendar: CalendarSpec = CalendarSpec()  # noqa: RUF009  # frozen, so sharing it is safe
    warn_at: Decimal = WARN_AT
    warn_after: timedelta | None = None
    hold_allowed: bool = True
    due_override: datetime | None = None
    escalate_to: tuple[str, ...] = ()
    starts: str = "reported"
    ends_with_day: str | None = None
    customer_date_wins: bool = False
    complex_limit: timedelta | None = None

    def __post_init__(self) -> None:
        if self.limit < timedelta():
            raise InvalidTerms(f"{self.name}: a limit cannot be negative")
        if self.warn_at.is_nan() or not 0 < self.warn_at <= 1:
            raise InvalidTerms(f"{self.name}: warn_at is a share above 0 and up to 1")
        if self.warn_after is not None and not timedelta() <= self.warn_after <= self.limit:
            raise InvalidTerms(f"{self.name}: the warning must come within the limit")
        if self.due_override is not None:
            utc(self.due_override)
        if self.ends_with_day is not None:
            zone_of(self.ends_with_day)

    @cached_property
    def compiled(self) -> Calendar:
        """The calendar that answers; looking it up by its spec compares every day in it."""
        return calendar_of(self.calendar)

    @cached_property
    def warning(self) -> timedelta:
        """The work after which to warn."""
        if self.warn_after is not None:
            return self.warn_after
        return share(self.limit, self.warn_at)

    def of_complex_work(self) -> Self:
        """The same promise for work that turned out to be complex (002-4.4.4b)."""
        if self.complex_limit is None:
            return self
        return replace(self, limit=self.complex_limit, warn_after=None, complex_limit=None)

    def pinned(self, moment: datetime) -> Self:
        """The same terms with the holidays known now of that year and the next written out."""
        year = utc(moment).year
        return replace(self, calendar=pinned(self.calendar, year, year + 1))

    def to_json(self) -> dict[str, object]:
        """Plain JSON data, complete: a reader needs no policy to fold it."""
        return {
            "name": self.name,
            "limit": format_duration(self.limit),
            "calendar": self.calendar.to_json(),
            "warn_at": str(self.warn_at),
            "warn_after": None if self.warn_after is None else format_duration(self.warn_after),
            "hold_allowed": self.hold_allowed,
            "due_override": None if self.due_override is None else self.due_override.isoformat(),
            "escalate_to": list(self.escalate_to),
            "starts": self.starts,
            "ends_with_day": self.ends_with_day,
            "customer_date_wins": self.customer_date_wins,
            "complex_limit": None
            if self.complex_limit is None
            else format_duration(self.complex_limit),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Reads `to_json` back; keys left out take their defaults, unknown ones are left aside."""
        warn_after, agreed = _optional(data, "warn_after"), data.get("due_override")
        complex_limit = _optional(data, "complex_limit")
        return cls(
            name=text_of(data.get("name"), "name", InvalidTerms),
            limit=parse_duration(text_of(data.get("limit"), "limit", InvalidTerms)),
            calendar=CalendarSpec.from_json(
                mapping_of(data.get("calendar", {"kind": "elapsed"}), "calendar", InvalidTerms)
            ),
            warn_at=_share_of(data.get("warn_at", WARN_AT)),
            warn_after=None if warn_after is None else parse_duration(warn_after),
            hold_allowed=flag_of(data.get("hold_allowed", True), "hold_allowed", InvalidTerms),
            due_override=None
            if agreed is None
            else moment_of(agreed, "due_override", InvalidTerms),
            escalate_to=tuple(
                text_of(role, "escalate_to", InvalidTerms)
                for role in items_of(data.get("escalate_to", ()), "escalate_to", InvalidTerms)
            ),
            starts=text_of(data.get("starts", "reported"), "starts", InvalidTerms),
            ends_with_day=_optional(data, "ends_with_day"),
            customer_date_wins=flag_of(
                data.get("customer_date_wins", False), "customer_date_wins", InvalidTerms
            ),
            complex_limit=None if complex_limit is None else parse_duration(complex_limit),
        )


@lru_cache(maxsize=4096)
def terms_from_text(text: str) -> ClockTerms:
    """Terms from their JSON text; the same text gives the same terms, and most cases' are alike.

    Raises:
        InvalidTerms: a value is none that terms can have.

    """
    return ClockTerms.from_json(json.loads(text))


def share(span: timedelta, part: Decimal) -> timedelta:
    """That part of a span, exact to the microsecond below."""
    return timedelta(microseconds=int(Decimal(span // MICROSECOND) * part))


def _optional(data: Mapping[str, object], key: str) -> str | None:
    value = data.get(key)
    return None if value is None else text_of(value, key, InvalidTerms)


def _share_of(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise InvalidTerms(f"warn_at must be a number, not {value!r}") from error
