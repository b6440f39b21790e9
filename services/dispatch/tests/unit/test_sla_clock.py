"""One promise: due, held, resumed, stopped, dropped."""

from datetime import timedelta
from typing import Any

import pytest

from aftercare_clocks import ClockState, fold
from dispatch.domain.errors import ClockNotRunning
from dispatch.domain.sla_clock import LATE_RECORD_GRACE
from services.dispatch.tests.aggregates import HOUR, MINUTE, NINE, a_clock

TICK = timedelta(seconds=1)


@pytest.mark.rule("002-T2")
@pytest.mark.parametrize(("late", "verdict"), [(timedelta(), "met"), (TICK, "breached")])
def test_a_promise_is_kept_through_its_last_instant(late: timedelta, verdict: str) -> None:
    """One second later it is broken."""
    clock = a_clock()
    assert clock.due_at == NINE + HOUR

    state = clock.stop(NINE + HOUR + late)

    assert (clock.status, clock.verdict, state.verdict) == ("stopped", verdict, verdict)
    assert clock.due_at == NINE + HOUR
    assert not clock.open


def test_a_hold_moves_the_due_time_by_its_length() -> None:
    """While held there is no due time, and nothing fires."""
    clock = a_clock()
    assert clock.hold(NINE + 10 * MINUTE, "no access")
    assert (clock.status, clock.due_at, clock.fires_at()) == ("held", None, None)
    assert not clock.hold(NINE + 11 * MINUTE, "again")

    clock.resume(NINE + 40 * MINUTE)

    assert (clock.status, clock.due_at) == ("running", NINE + HOUR + 30 * MINUTE)


def test_a_promise_without_holds_runs_on() -> None:
    """Its terms say so; the customer's wait is not its affair."""
    clock = a_clock(hold_allowed=False)
    assert not clock.hold(NINE, "no access")
    assert clock.running


def test_a_held_promise_stops_without_being_resumed() -> None:
    """Hold and resolve in one step: the wait counts for nothing."""
    clock = a_clock()
    clock.hold(NINE + 10 * MINUTE, "no access")

    state = clock.stop(NINE + 5 * HOUR)

    assert (clock.verdict, state.elapsed) == ("met", 10 * MINUTE)


@pytest.mark.parametrize("end", ["stop", "cancel"])
def test_an_ended_promise_takes_nothing_more(end: str) -> None:
    """There is no second verdict, and none on what was dropped."""
    clock = a_clock()
    clock.stop(NINE) if end == "stop" else clock.cancel()

    assert not clock.hold(NINE, "no access")
    assert clock.fires_at() is None
    with pytest.raises(ClockNotRunning):
        clock.stop(NINE)
    with pytest.raises(ClockNotRunning):
        clock.cancel()


def test_a_dropped_promise_has_no_verdict() -> None:
    """Nobody kept it and nobody broke it."""
    clock = a_clock()
    clock.cancel()
    assert (clock.status, clock.verdict) == ("cancelled", None)


def test_it_is_looked_at_when_it_warns_and_right_after_it_is_due() -> None:
    """At three quarters, and one second past due."""
    assert a_clock().fires_at() == (NINE + 45 * MINUTE, NINE + HOUR + TICK)


def test_a_start_recorded_late_leaves_time_to_record_what_kept_it() -> None:
    """Both looks wait for the grace, lest a promise kept in time be called broken."""
    recorded = NINE + 3 * HOUR
    assert a_clock(recorded_at=recorded).fires_at() == (recorded + LATE_RECORD_GRACE,) * 2


def test_a_start_recorded_within_its_time_warns_at_once_at_the_latest() -> None:
    """The warning is past, the breach is not."""
    recorded = NINE + 50 * MINUTE
    assert a_clock(recorded_at=recorded).fires_at() == (recorded, NINE + HOUR + TICK)


def test_a_fact_said_to_lie_before_the_last_one_counts_from_there() -> None:
    """Two machines never agree to the second; a clock's facts still go forward."""
    clock = a_clock()
    clock.hold(NINE + 20 * MINUTE, "no access")
    clock.stop(NINE + 10 * MINUTE)
    assert clock.marks[-1].at == NINE + 20 * MINUTE


def test_what_the_facts_make_of_it_is_folded_once_and_anew_after_each_fact(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Calendars are dear: a clock that starts is asked for its due time and for its timers."""
    folds: list[int] = []

    def counted(*arguments: Any) -> ClockState:
        folds.append(len(arguments[1]))
        return fold(*arguments)

    monkeypatch.setattr("dispatch.domain.sla_clock.fold", counted)
    clock = a_clock()
    first = clock.fires_at()
    assert folds == [1]
    clock.hold(NINE + MINUTE, "customer")
    clock.resume(NINE + 11 * MINUTE)
    second = clock.fires_at()
    assert first
    assert second
    assert second[1] - first[1] == 10 * MINUTE
    assert folds == [1, 3]
