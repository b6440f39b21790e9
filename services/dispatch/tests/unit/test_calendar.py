"""A job fits into an engineer's calendar, or is refused for what stands in its way."""

from datetime import timedelta

import pytest

from aftercare_clocks import Calendar as WorkingHours
from aftercare_clocks import CalendarSpec, calendar_of
from aftercare_clocks.testing import office
from dispatch.domain import errors
from dispatch.domain.absence import Absence, AbsenceKind
from dispatch.domain.booking import Booking, Calendar, Span
from dispatch.domain.duty import Duty, DutyKind
from dispatch.domain.turn import Turn
from services.dispatch.tests.aggregates import HOUR, NINE, a_work_order, an_allocation, key

ALWAYS = calendar_of(CalendarSpec.elapsed())
JOB = Span(NINE + HOUR, NINE + 3 * HOUR)
BUSY = Span(NINE, NINE + 4 * HOUR)


def span(begins: float, ends: float) -> Span:
    return Span(NINE + begins * HOUR, NINE + ends * HOUR)


def take(calendar: Calendar, hours: WorkingHours = ALWAYS, moved: int = 0) -> None:
    calendar.must_take(BUSY, JOB, hours, key(moved))


@pytest.mark.rule("001-5.2.1")
def test_nobody_is_sent_while_away_or_booked_the_way_included() -> None:
    """What only touches the ends is no obstacle, nor is the visit that is moved."""
    take(Calendar([Booking(key(1), "SC1", span(4, 6))], [span(-2, 0)]))
    with pytest.raises(errors.EngineerAbsent):
        take(Calendar(absences=[span(3.5, 9)]))
    booked = Calendar([Booking(key(1), "SC1", span(3.5, 6))])
    with pytest.raises(errors.EngineerBooked) as refused:
        take(booked)
    assert refused.value.facts["visit"] == "SC1"
    take(booked, moved=1)


@pytest.mark.rule("001-5.5.4")
def test_a_job_begins_and_ends_in_working_hours_or_on_duty() -> None:
    open_now = calendar_of(office())
    late = Span(NINE + 12 * HOUR, NINE + 14 * HOUR)
    night = Calendar()
    take(night, open_now)
    with pytest.raises(errors.EngineerOffHours):
        night.must_take(late, late, open_now)
    Calendar(duties=[span(11, 15)]).must_take(late, late, open_now)
    with pytest.raises(errors.EngineerOffHours):
        Calendar(duties=[span(11, 13)]).must_take(late, late, open_now)


@pytest.mark.rule("003-2.1d")
def test_who_works_across_centres_is_allocated_where_the_policy_asks() -> None:
    """Once; our own need it not, and elsewhere nobody does."""
    free, strict = a_work_order(), a_work_order(parameters={"staff.across_centres": "allocated"})
    given = an_allocation()
    free.must_be_allocated(given.engineer_id, given.from_centre)
    strict.must_be_allocated(given.engineer_id, strict.centre)
    with pytest.raises(errors.NotAllocated):
        strict.must_be_allocated(given.engineer_id, given.from_centre)
    strict.allocate(given)
    strict.must_be_allocated(given.engineer_id, given.from_centre)
    with pytest.raises(errors.NoAllocationNeeded):
        strict.allocate(given)
    own = an_allocation().__class__(key(9), strict.centre, "shen", NINE, "x")
    with pytest.raises(errors.NoAllocationNeeded):
        strict.allocate(own)


def a_turn(kind: type[Turn], span: timedelta) -> Turn:
    if kind is Absence:
        return Absence(key(1), "cn", key(7), AbsenceKind.LEAVE, NINE, NINE + span)
    return Duty(key(1), "cn", "shenzhen", DutyKind.DAY, key(7), "Li", NINE, NINE + span)


@pytest.mark.rule("001-5.5.2")
@pytest.mark.parametrize("kind", [Absence, Duty])
def test_a_turn_has_a_length_and_is_called_off_before_it_is_over(kind: type[Turn]) -> None:
    for wrong in (timedelta(), -HOUR, kind.LONGEST + HOUR):
        with pytest.raises(kind.INVALID):
            a_turn(kind, wrong)
    turn = a_turn(kind, 8 * HOUR)
    with pytest.raises(kind.OVER):
        turn.cancel(NINE + 8 * HOUR)
    turn.cancel(NINE + 7 * HOUR)
    with pytest.raises(kind.OVER):
        turn.cancel(NINE)
