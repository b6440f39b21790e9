"""When a clock is due, when it warns, and which side of the line a moment falls on."""

from datetime import timedelta
from decimal import Decimal

import pytest

from aftercare_clocks import BREACH_TICK, ClockTerms, Started, Stopped, fold
from aftercare_clocks.testing import at, office

hours = timedelta(hours=1)
microsecond = timedelta(microseconds=1)
TWO_HOURS = ClockTerms("intake_form", 2 * hours)
START = Started(at("2026-03-02 09:00"))
DUE = at("2026-03-02 11:00")


def test_stopped_exactly_at_the_limit_is_met() -> None:
    assert fold(TWO_HOURS, [START, Stopped(DUE)]).verdict == "met"


def test_stopped_a_microsecond_after_the_limit_is_breached() -> None:
    assert fold(TWO_HOURS, [START, Stopped(DUE + microsecond)]).verdict == "breached"


def test_open_exactly_at_the_limit_can_still_be_met() -> None:
    """The breach is told a tick after the due time, when it is certain."""
    state = fold(TWO_HOURS, [START], now=DUE)
    assert state.verdict is None
    assert not state.breached
    assert state.breach_at == DUE + BREACH_TICK == at("2026-03-02 11:00:01")
    assert fold(TWO_HOURS, [START], now=DUE + microsecond).breached


def test_a_timer_that_came_due_while_the_process_was_down_finds_the_same_answer() -> None:
    """The due time does not depend on when anybody looks."""
    late, later = (fold(TWO_HOURS, [START], now=DUE + days * 24 * hours) for days in (1, 30))
    assert late.verdict == later.verdict == "breached"
    assert late.due_at == later.due_at == DUE
    assert late.remaining == -24 * hours


def test_a_clock_due_at_noon_is_late_during_lunch() -> None:
    """No time counts in the break, and the promise was noon."""
    terms = ClockTerms("scheme", 3.5 * hours, office())
    started = Started(at("2026-03-02 08:30"))
    assert fold(terms, [started, Stopped(at("2026-03-02 12:00"))]).verdict == "met"
    in_the_break = fold(terms, [started, Stopped(at("2026-03-02 12:30"))])
    assert in_the_break.verdict == "breached"
    assert in_the_break.due_at == at("2026-03-02 12:00")


def test_a_clock_warns_at_three_quarters_unless_told_otherwise() -> None:
    assert fold(TWO_HOURS, [START]).warn_at == at("2026-03-02 10:30")
    half = ClockTerms("intake_form", 2 * hours, warn_at=Decimal("0.5"))
    assert fold(half, [START]).warn_at == at("2026-03-02 10:00")
    said = ClockTerms("intake_form", 2 * hours, warn_after=timedelta(minutes=10))
    assert fold(said, [START]).warn_at == at("2026-03-02 09:10")


def test_a_warning_falls_in_working_hours() -> None:
    terms = ClockTerms("scheme", 4 * hours, office())
    assert fold(terms, [Started(at("2026-03-02 10:00"))]).warn_at == at("2026-03-02 14:30")


@pytest.mark.rule("001-5.5.6a")
def test_the_end_of_a_day_is_the_midnight_after_it() -> None:
    """Three days from Tuesday evening end with Friday, not at Friday's same hour."""
    terms = ClockTerms(
        "report_hand_in",
        timedelta(days=3),
        warn_after=timedelta(days=2),
        ends_with_day="Asia/Shanghai",
    )
    state = fold(terms, [Started(at("2026-03-03 18:00"))])
    assert state.warn_at == at("2026-03-06 00:00")
    assert state.due_at == at("2026-03-07 00:00")
    assert state.remaining == timedelta(days=3, hours=6)
    assert fold(terms, [Started(at("2026-03-03 00:00"))]).due_at == at("2026-03-06 00:00")


def test_a_limit_of_nothing_is_met_only_at_once() -> None:
    at_once = ClockTerms("report_up", timedelta())
    assert fold(at_once, [START, Stopped(START.at)]).verdict == "met"
    assert fold(at_once, [START], now=START.at + microsecond).breached


def test_a_stopped_clock_no_longer_ages() -> None:
    """Asked a year later, it says what it said when it stopped."""
    facts = [START, Stopped(at("2026-03-02 10:00"))]
    assert fold(TWO_HOURS, facts, now=at("2027-03-02 10:00")) == fold(TWO_HOURS, facts)


def test_a_stopped_clock_keeps_the_times_it_had() -> None:
    """Stopped in the lunch break, it had warned at noon and was due in the afternoon."""
    terms = ClockTerms("scheme", 4 * hours, office(), warn_after=3.5 * hours)
    state = fold(terms, [Started(at("2026-03-02 08:30")), Stopped(at("2026-03-02 12:30"))])
    assert (state.warn_at, state.due_at) == (at("2026-03-02 12:00"), at("2026-03-02 14:00"))


def test_a_state_keeps_the_terms_it_was_folded_on() -> None:
    """Whoever announces the breach finds there whom to tell."""
    terms = ClockTerms("fix", 2 * hours, escalate_to=("division", "headquarters"))
    assert fold(terms, [START]).terms.escalate_to == ("division", "headquarters")


def test_a_glance_before_the_last_fact_counts_as_that_fact() -> None:
    """The clocks of two machines never agree to the millisecond."""
    state = fold(TWO_HOURS, [START], now=START.at - microsecond)
    assert state.as_of == START.at
    assert state.elapsed == timedelta()
