"""Holds: time that does not count, wherever it falls."""

from datetime import timedelta

import pytest

from aftercare_clocks import ClockTerms, Held, ImpossibleFacts, Resumed, Started, Stopped, fold
from aftercare_clocks.testing import at, office

hours = timedelta(hours=1)
FOUR_HOURS = ClockTerms("scheme", 4 * hours)
FOUR_WORKING_HOURS = ClockTerms("scheme", 4 * hours, office(holidays="CN"))
WAITING = "the customer closed the site"


def test_a_hold_moves_the_due_time_by_exactly_its_length() -> None:
    state = fold(
        FOUR_HOURS,
        [
            Started(at("2026-03-02 09:00")),
            Held(at("2026-03-02 10:00"), WAITING),
            Resumed(at("2026-03-02 17:30")),
        ],
    )
    assert state.due_at == at("2026-03-02 20:30")
    assert state.elapsed == hours
    assert state.remaining == 3 * hours


def test_a_hold_is_working_time_not_wall_time() -> None:
    """Held 10:00-16:00, a day's work less lunch: the due time stays inside working hours."""
    state = fold(
        FOUR_WORKING_HOURS,
        [
            Started(at("2026-03-02 09:00")),
            Held(at("2026-03-02 10:00"), WAITING),
            Resumed(at("2026-03-02 16:00")),
        ],
    )
    assert state.due_at == at("2026-03-03 10:00")


def test_a_hold_over_night_costs_nothing_and_gives_nothing() -> None:
    """Held and resumed outside working hours, the clock is due as if nothing had been."""
    start = Started(at("2026-03-02 16:30"))
    night = [Held(at("2026-03-02 18:00"), WAITING), Resumed(at("2026-03-03 07:00"))]
    assert fold(FOUR_WORKING_HOURS, [start, *night]).due_at == at("2026-03-03 11:30")
    assert fold(FOUR_WORKING_HOURS, [start]).due_at == at("2026-03-03 11:30")


def test_a_hold_across_a_holiday_resumes_with_what_was_left() -> None:
    """One hour used before National Day; three are left on the first working day after it."""
    state = fold(
        FOUR_WORKING_HOURS,
        [
            Started(at("2026-09-30 15:30")),
            Held(at("2026-09-30 16:30"), WAITING),
            Resumed(at("2026-10-08 08:30")),
        ],
    )
    assert state.due_at == at("2026-10-08 11:30")
    assert state.elapsed == hours


def test_a_hold_on_a_holiday_is_a_hold() -> None:
    """It looks held while it lasts, though no time would have counted anyway."""
    facts = [Started(at("2026-09-30 15:30")), Held(at("2026-10-02 10:00"), WAITING)]
    state = fold(FOUR_WORKING_HOURS, facts, now=at("2026-10-03 10:00"))
    assert state.status == "held"
    assert state.due_at is None
    assert fold(FOUR_WORKING_HOURS, [*facts, Resumed(at("2026-10-04 10:00"))]).due_at == at(
        "2026-10-08 10:30"
    )


def test_a_hold_from_february_to_august_counts_nothing() -> None:
    """Other systems made 42 days of it; here it is a stretch in which the clock stands still."""
    state = fold(
        FOUR_WORKING_HOURS,
        [
            Started(at("2026-02-09 09:00")),
            Held(at("2026-02-09 10:00"), WAITING),
            Resumed(at("2026-08-10 09:00")),
            Stopped(at("2026-08-10 11:00")),
        ],
    )
    assert state.elapsed == 3 * hours
    assert state.verdict == "met"
    (held,) = [interval for interval in state.intervals if interval.kind == "held"]
    assert held.length == timedelta(days=181, hours=23)


def test_held_and_stopped_in_one_step_keeps_the_hold() -> None:
    """Held to resolved without resuming: the time held is not charged."""
    state = fold(
        FOUR_HOURS,
        [
            Started(at("2026-03-02 09:00")),
            Held(at("2026-03-02 12:00"), WAITING),
            Stopped(at("2026-03-09 12:00")),
        ],
    )
    assert state.status == "stopped"
    assert state.elapsed == 3 * hours
    assert state.verdict == "met"
    assert state.due_at == at("2026-03-09 13:00")


def test_held_and_stopped_at_the_same_instant_is_legal() -> None:
    """Facts of one instant count in the order given."""
    noon = at("2026-03-02 12:00")
    facts = [Started(at("2026-03-02 09:00")), Held(noon, WAITING), Resumed(noon), Stopped(noon)]
    state = fold(FOUR_HOURS, facts)
    assert state.elapsed == 3 * hours
    assert state.verdict == "met"
    assert [interval.kind for interval in state.intervals] == ["running"]


def test_a_clock_does_not_breach_while_held() -> None:
    """However long the customer takes."""
    facts = [Started(at("2026-03-02 09:00")), Held(at("2026-03-02 12:00"), WAITING)]
    state = fold(FOUR_HOURS, facts, now=at("2027-03-02 12:00"))
    assert state.verdict is None
    assert (state.due_at, state.warn_at, state.breach_at) == (None, None, None)
    assert state.remaining == hours


def test_a_hold_after_the_breach_cures_nothing() -> None:
    late = [Started(at("2026-03-02 09:00")), Held(at("2026-03-02 13:30"), WAITING)]
    assert fold(FOUR_HOURS, late).verdict == "breached"
    stopped = fold(FOUR_HOURS, [*late, Stopped(at("2026-03-03 09:00"))])
    assert stopped.verdict == "breached"
    assert stopped.due_at == at("2026-03-02 13:00")


def test_a_hold_in_the_break_after_the_due_time_cures_nothing() -> None:
    """Due at noon, held at 12:30: no more time was used, and it was late all the same."""
    terms = ClockTerms("scheme", 3.5 * hours, office())
    state = fold(
        terms,
        [
            Started(at("2026-03-02 08:30")),
            Held(at("2026-03-02 12:30"), WAITING),
            Resumed(at("2026-03-02 13:30")),
            Stopped(at("2026-03-02 13:30")),
        ],
    )
    assert state.elapsed == terms.limit
    assert state.verdict == "breached"


def test_a_hold_exactly_at_the_due_time_keeps_the_promise_open() -> None:
    """All time used, none of it overspent: stopped in the hold it is met."""
    held = [Started(at("2026-03-02 09:00")), Held(at("2026-03-02 13:00"), WAITING)]
    assert fold(FOUR_HOURS, held).verdict is None
    assert fold(FOUR_HOURS, [*held, Stopped(at("2026-03-04 09:00"))]).verdict == "met"
    resumed = [*held, Resumed(at("2026-03-04 09:00"))]
    assert fold(FOUR_HOURS, resumed).due_at == at("2026-03-04 09:00")


@pytest.mark.rule("001-5.5.6a")
def test_a_hold_on_the_last_day_leaves_the_whole_of_the_day_it_ends_on() -> None:
    """Three days are used up, the day is not over: held Friday evening, resumed Monday 01:00."""
    terms = ClockTerms("report_hand_in", timedelta(days=3), ends_with_day="Asia/Shanghai")
    state = fold(
        terms,
        [
            Started(at("2026-03-03 18:00")),
            Held(at("2026-03-06 20:00"), WAITING),
            Resumed(at("2026-03-09 01:00")),
        ],
    )
    assert state.verdict is None
    assert state.due_at == at("2026-03-10 00:00")


def test_terms_that_allow_no_hold_refuse_one() -> None:
    terms = ClockTerms("response", hours, hold_allowed=False)
    with pytest.raises(ImpossibleFacts, match="allow no hold"):
        fold(terms, [Started(at("2026-03-02 09:00")), Held(at("2026-03-02 09:10"), WAITING)])


def test_a_hold_needs_a_recorded_reason() -> None:
    with pytest.raises(ImpossibleFacts, match="reason"):
        fold(FOUR_HOURS, [Started(at("2026-03-02 09:00")), Held(at("2026-03-02 09:10"), "  ")])
