"""A calendar as plain data."""

from datetime import date

import pytest

from aftercare_clocks import CalendarSpec, InvalidCalendar, calendar_of
from aftercare_clocks.testing import at, office

FULL = {
    "kind": "business",
    "zone": "Asia/Shanghai",
    "week": {"mon": [["08:30", "12:00"], ["13:30", "17:30"]], "sat": [["22:00", "06:00"]]},
    "holidays": "CN",
    "closed": ["2026-03-03"],
    "open": {"2026-03-08": [["09:00", "12:00"]]},
}


def test_a_spec_survives_its_json() -> None:
    assert CalendarSpec.from_json(FULL).to_json() == FULL
    assert CalendarSpec.from_json({"kind": "elapsed"}).to_json() == {"kind": "elapsed"}
    bare = office()
    assert CalendarSpec.from_json(bare.to_json()) == bare


def test_plain_data_makes_a_calendar_too() -> None:
    assert calendar_of(FULL).is_open(at("2026-03-08 10:00"))


def test_equal_specs_share_one_compiled_calendar() -> None:
    assert calendar_of(FULL) is calendar_of(CalendarSpec.from_json(FULL))


def test_the_order_days_are_written_in_does_not_matter() -> None:
    first, second = date(2026, 3, 3), date(2026, 3, 4)
    assert office(closed=[second, first, second]) == office(closed=[first, second])


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "lunar"},
        {"zone": None},
        {"week": {"mon": [["08:30", "12:00"]], "monday": [["08:30", "12:00"]]}},
        {"week": {}},
        {"week": {"mon": []}},
        {"week": ["mon"]},
        {"week": {"mon": "08:30-12:00"}},
        {"week": {"mon": [["08:30"]]}},
        {"week": {"mon": [["08:30", "12:00", "13:00"]]}},
        {"week": {"mon": [["08:30", 12]]}},
        {"week": {"mon": [["8:30", "12:00"]]}},
        {"week": {"mon": [["08:30", "24:30"]]}},
        {"week": {"mon": [["24:00", "06:00"]]}},
        {"week": {"mon": [["08:30", "08:30"]]}},
        {"week": {"mon": [["08:30", "12:00"], ["11:59", "17:30"]]}},
        {"week": {"mon": [["22:00", "06:00"], ["23:00", "23:30"]]}},
        {"closed": ["tomorrow"]},
        {"closed": [20261001]},
        {"holidays": 86},
    ],
)
def test_a_calendar_nobody_can_keep_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidCalendar):
        calendar_of({**FULL, **change})
