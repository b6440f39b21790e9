"""By when a faulty part has to be back, as the case promised."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from aftercare_clocks import CalendarSpec
from aftercare_kit.ids import new_id
from inventory.domain.case_terms import STANDARD_INBOUND, CaseTerms, overdue_at

TUESDAY_18_00 = datetime(2026, 11, 24, 10, tzinfo=UTC)


def the_terms(calendar: CalendarSpec) -> CaseTerms:
    inbound = replace(STANDARD_INBOUND, calendar=calendar)
    return CaseTerms(new_id(), "cn-south", new_id(), new_id(), "shenzhen", "Asia/Shanghai", inbound)


@pytest.mark.rule("002-4.5.3.1a")
def test_a_part_back_on_tuesday_evening_is_due_on_wednesday_morning() -> None:
    """Sixteen hours round the clock: Wednesday 10:00."""
    due = the_terms(CalendarSpec()).due_at(TUESDAY_18_00)

    assert due == datetime(2026, 11, 25, 2, tzinfo=UTC)


@pytest.mark.rule("002-4.5.3.1a")
def test_on_a_working_calendar_it_is_due_on_thursday_afternoon() -> None:
    """Nine hours on Wednesday, seven on Thursday: 16:00."""
    week = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    calendar = CalendarSpec.from_json({"kind": "business", "zone": "Asia/Shanghai", "week": week})

    due = the_terms(calendar).due_at(TUESDAY_18_00)

    assert due == datetime(2026, 11, 26, 8, tzinfo=UTC)


def test_a_late_record_leaves_time_for_the_return_itself() -> None:
    """A part that was due before anybody wrote the report down is not overdue at once."""
    now = TUESDAY_18_00
    assert overdue_at(now, now) == now + timedelta(seconds=1)
    assert overdue_at(now - timedelta(days=1), now) == now + timedelta(minutes=10)
