"""A calendar as plain, frozen data: what a policy states and what an event carries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from aftercare_clocks.errors import InvalidCalendar
from aftercare_clocks.plain import day_of, items_of, mapping_of, text_of

Hours = tuple[tuple[str, str], ...]
"""One day's shifts as opening and closing times: `(("08:30", "12:00"), ("13:30", "17:30"))`."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """Hashable, so that equal specs share one compiled calendar.

    Build it with `elapsed`, `business` or `from_json`; the fields are canonical (days sorted).
    """

    kind: Literal["elapsed", "business"] = "elapsed"
    zone: str | None = None
    week: tuple[Hours, ...] = ()
    holidays: str | None = None
    closed: tuple[date, ...] = ()
    open: tuple[tuple[date, Hours], ...] = ()

    @classmethod
    def elapsed(cls) -> Self:
        """Round the clock."""
        return cls()

    @classmethod
    def business(
        cls,
        zone: str,
        week: Mapping[str, Iterable[Iterable[str]]],
        holidays: str | None = None,
        closed: Iterable[date] = (),
        open_days: Mapping[date, Iterable[Iterable[str]]] | None = None,
    ) -> Self:
        """A centre's working hours in its own zone.

        `holidays` is a country (`CN`) or country and subdivision (`DE-BY`); `closed` and
        `open_days` are the company's own and win over it, an open day over a closed one.
        """
        strange = set(week) - set(WEEKDAYS)
        if strange:
            raise InvalidCalendar(f"no such weekday: {', '.join(sorted(strange))}")
        opened = (open_days or {}).items()
        return cls(
            kind="business",
            zone=zone,
            week=tuple(_hours(week.get(day, ()), day) for day in WEEKDAYS),
            holidays=holidays,
            closed=tuple(sorted(set(closed))),
            open=tuple(sorted((day, _hours(hours, day.isoformat())) for day, hours in opened)),
        )

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Reads `to_json` back; unknown keys are left aside, wrong values are refused."""
        if data.get("kind") == "elapsed":
            return cls.elapsed()
        if data.get("kind") != "business":
            raise InvalidCalendar(f"a calendar is elapsed or business, not {data.get('kind')!r}")
        holidays = data.get("holidays")
        return cls.business(
            zone=text_of(data.get("zone"), "zone", InvalidCalendar),
            week={day: _lists(shifts, day) for day, shifts in _mapping(data, "week").items()},
            holidays=None if holidays is None else text_of(holidays, "holidays", InvalidCalendar),
            closed=[
                _day(day) for day in items_of(data.get("closed", ()), "closed", InvalidCalendar)
            ],
            open_days={
                _day(day): _lists(shifts, day) for day, shifts in _mapping(data, "open").items()
            },
        )

    def to_json(self) -> dict[str, object]:
        """Plain JSON data; what says nothing is left out."""
        if self.kind == "elapsed":
            return {"kind": "elapsed"}
        week = {day: _plain(hours) for day, hours in zip(WEEKDAYS, self.week, strict=True) if hours}
        data: dict[str, object] = {"kind": "business", "zone": self.zone, "week": week}
        if self.holidays is not None:
            data["holidays"] = self.holidays
        if self.closed:
            data["closed"] = [day.isoformat() for day in self.closed]
        if self.open:
            data["open"] = {day.isoformat(): _plain(hours) for day, hours in self.open}
        return data


def _hours(shifts: Iterable[Iterable[str]], what: str) -> Hours:
    pairs = tuple(tuple(shift) for shift in shifts)
    if any(len(pair) != _PAIR for pair in pairs):
        raise InvalidCalendar(f"a shift of {what} needs an opening and a closing time")
    return tuple((pair[0], pair[1]) for pair in pairs)


def _plain(hours: Hours) -> list[list[str]]:
    return [[opens, closes] for opens, closes in hours]


def _lists(shifts: object, what: str) -> list[list[str]]:
    return [
        [text_of(time, what, InvalidCalendar) for time in items_of(shift, what, InvalidCalendar)]
        for shift in items_of(shifts, what, InvalidCalendar)
    ]


def _mapping(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    return mapping_of(data.get(key, {}), key, InvalidCalendar)


def _day(value: object) -> date:
    return day_of(value, "a calendar day", InvalidCalendar)
