"""A promise: due by its terms, kept or missed, looked at not too early."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_clocks import CalendarSpec, ClockTerms
from feedback.domain.promised import LATE_RECORD_GRACE, Promised
from services.feedback.tests import builders as a

TWO_HOURS = ClockTerms("complaint_first_reply", timedelta(hours=2))
SECOND = timedelta(seconds=1)


@pytest.mark.rule("003-2.2.2f")
@pytest.mark.parametrize(("after", "in_time"), [(timedelta(), True), (SECOND, False)])
def test_an_act_exactly_at_the_limit_keeps_the_promise(after: timedelta, *, in_time: bool) -> None:
    """Late is strictly after the due time."""
    promise = Promised.begun(TWO_HOURS, a.NOON, a.NOON)

    assert promise.due_at == a.NOON + 2 * a.HOUR
    assert promise.kept(promise.due_at + after).in_time is in_time


def test_a_breach_is_looked_at_one_tick_after_the_due_time() -> None:
    """At the due time itself the promise can still be kept."""
    assert Promised.begun(TWO_HOURS, a.NOON, a.NOON).looked_at == a.NOON + 2 * a.HOUR + SECOND


def test_a_start_recorded_late_leaves_time_to_record_what_kept_it() -> None:
    """A complaint written down the next morning is not overdue the second it is entered."""
    recorded_at = a.NOON + 20 * a.HOUR
    promise = Promised.begun(TWO_HOURS, a.NOON, recorded_at)

    assert promise.looked_at == recorded_at + LATE_RECORD_GRACE
    assert promise.kept(a.NOON + a.HOUR).in_time is True


def test_a_start_recorded_late_but_before_its_due_time_needs_no_grace() -> None:
    """The ordinary look at the due time is late enough."""
    recorded_at = a.NOON + a.HOUR
    promise = Promised.begun(TWO_HOURS, a.NOON, recorded_at)

    assert promise.looked_at == a.NOON + 2 * a.HOUR + SECOND


def test_a_late_record_of_an_act_in_time_withdraws_what_was_said_before() -> None:
    """The facts give the verdict; that it was announced overdue stays on record."""
    kept = Promised.begun(TWO_HOURS, a.NOON, a.NOON).missed().kept(a.NOON + a.HOUR)

    assert kept.in_time is True
    assert kept.overdue
    assert not kept.open


def test_a_promise_in_working_hours_falls_due_in_working_hours() -> None:
    """Sixteen hours from Monday noon are Wednesday noon for a centre that works eight a day."""
    shifts = [["08:00", "12:00"], ["13:00", "17:00"]]
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), shifts)
    hours = CalendarSpec.business("Asia/Shanghai", week)
    promise = Promised.begun(ClockTerms("survey", 16 * a.HOUR, hours), a.NOON, a.NOON)

    assert promise.due_at == datetime(2026, 3, 4, 4, tzinfo=UTC)


@given(
    limit=st.timedeltas(timedelta(0), timedelta(days=60)),
    late=st.timedeltas(timedelta(0), timedelta(days=60)),
    acted=st.timedeltas(timedelta(0), timedelta(days=120)),
)
def test_every_promise_is_in_time_up_to_its_due_time_and_looked_at_after_it(
    limit: timedelta, late: timedelta, acted: timedelta
) -> None:
    """Whatever the terms and however late it was recorded."""
    promise = Promised.begun(ClockTerms("any", limit), a.NOON, a.NOON + late)

    assert promise.looked_at > promise.due_at
    assert promise.looked_at >= promise.recorded_at
    assert promise.kept(a.NOON + acted).in_time is (acted <= limit)
