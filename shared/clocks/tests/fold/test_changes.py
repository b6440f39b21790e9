"""Another promise while the clock runs or is held: level, date, calendar."""

from dataclasses import replace
from datetime import date, timedelta

from aftercare_clocks import (
    ClockTerms,
    Held,
    Resumed,
    Started,
    Stopped,
    TermsChanged,
    compare,
    fold,
)
from aftercare_clocks.testing import at, office

hours = timedelta(hours=1)
LEVEL_1 = ClockTerms("arrival", 2 * hours)
LEVEL_3 = ClockTerms("arrival", 72 * hours)
START = Started(at("2026-03-02 08:00"))
WAITING = "the customer closed the site"


def test_the_time_used_before_a_hold_survives_a_change_of_level() -> None:
    """One hour used, then held; the new level gives 72 h in all, not 72 h afresh."""
    state = fold(
        LEVEL_1,
        [
            START,
            Held(at("2026-03-02 09:00"), WAITING),
            TermsChanged(at("2026-03-03 09:00"), LEVEL_3),
            Resumed(at("2026-03-04 09:00")),
        ],
    )
    assert state.elapsed == hours
    assert state.due_at == at("2026-03-07 08:00")
    assert state.terms is LEVEL_3


def test_a_hold_goes_on_through_a_change_of_terms() -> None:
    facts = [
        START,
        Held(at("2026-03-02 09:00"), WAITING),
        TermsChanged(at("2026-03-03 09:00"), LEVEL_3),
    ]
    state = fold(LEVEL_1, facts, now=at("2026-03-05 09:00"))
    assert state.status == "held"
    assert state.intervals[-1].length == timedelta(days=3)


def test_a_looser_promise_forgives_a_miss() -> None:
    state = fold(LEVEL_1, [START, TermsChanged(at("2026-03-02 12:00"), LEVEL_3)])
    assert state.verdict is None
    assert state.due_at == at("2026-03-05 08:00")


def test_a_tighter_promise_may_be_late_when_it_is_made() -> None:
    """Raised to level 1 after three hours: two were allowed."""
    state = fold(LEVEL_3, [START, TermsChanged(at("2026-03-02 11:00"), LEVEL_1)])
    assert state.verdict == "breached"
    assert state.due_at == at("2026-03-02 10:00")
    assert state.remaining == -hours


def test_a_tighter_promise_made_in_a_hold_is_late_at_once_too() -> None:
    facts = [
        START,
        Held(at("2026-03-02 11:00"), WAITING),
        TermsChanged(at("2026-03-02 15:00"), LEVEL_1),
    ]
    assert fold(LEVEL_3, facts).verdict == "breached"


def test_a_miss_stays_when_the_new_promise_is_used_up_as_well() -> None:
    facts = [START, TermsChanged(at("2026-03-02 12:00"), replace(LEVEL_1, limit=3 * hours))]
    state = fold(LEVEL_1, facts)
    assert state.verdict == "breached"
    assert state.due_at == at("2026-03-02 10:00")


def test_a_change_of_calendar_counts_from_the_change_on() -> None:
    """Two elapsed hours are used by 10:00; the other two are working hours."""
    elapsed = ClockTerms("scheme", 4 * hours)
    working = replace(elapsed, calendar=office())
    facts = [START, TermsChanged(at("2026-03-02 10:00"), working)]
    assert fold(elapsed, facts).due_at == at("2026-03-02 12:00")
    assert fold(elapsed, facts, now=at("2026-03-02 15:00")).elapsed == 5.5 * hours


def test_a_calendar_corrected_afterwards_stands_beside_the_promise() -> None:
    """Tuesday turns out to have been closed: promised and recomputed are both kept."""
    terms = ClockTerms("scheme", 4 * hours, office())
    corrected = office(closed=[date(2026, 3, 3)])
    facts = [Started(at("2026-03-02 15:30")), Stopped(at("2026-03-04 09:00"))]
    both = compare(terms, facts, lambda old: replace(old, calendar=corrected))
    assert both.promised.verdict == "breached"
    assert both.recomputed.verdict == "met"
    assert both.verdict_changed
    assert both.due_moved_by == 24 * hours


def test_a_correction_reaches_terms_that_came_later() -> None:
    """The corrected calendar holds for the clock's whole life."""
    terms = ClockTerms("scheme", 4 * hours, office())
    facts = [
        Started(at("2026-03-02 15:30")),
        TermsChanged(at("2026-03-02 16:30"), replace(terms, limit=5 * hours)),
    ]
    corrected = office(closed=[date(2026, 3, 3)])
    both = compare(terms, facts, lambda old: replace(old, calendar=corrected))
    assert both.promised.due_at == at("2026-03-03 11:30")
    assert both.recomputed.due_at == at("2026-03-04 11:30")
    assert not both.verdict_changed


def test_a_held_clock_has_no_due_time_to_compare() -> None:
    facts = [START, Held(at("2026-03-02 09:00"), WAITING)]
    assert compare(LEVEL_1, facts, lambda old: replace(old, limit=3 * hours)).due_moved_by is None
