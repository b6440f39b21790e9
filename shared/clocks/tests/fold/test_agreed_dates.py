"""A date agreed with the customer takes the limit's place."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aftercare_clocks import ClockTerms, Held, Resumed, Started, Stopped, TermsChanged, fold
from aftercare_clocks.testing import at, office

hours = timedelta(hours=1)
LIMIT = ClockTerms("arrival", 24 * hours, office(), warn_after=12 * hours)
FRIDAY = at("2026-03-06 10:00")
ON_FRIDAY = replace(LIMIT, due_override=FRIDAY)
START = Started(at("2026-03-02 10:00"))
WAITING = "the customer closed the site"


@pytest.mark.rule("002-4.4.3c")
def test_the_customers_date_wins() -> None:
    state = fold(ON_FRIDAY, [START])
    assert state.due_at == FRIDAY
    assert state.remaining == timedelta(days=4)
    assert fold(ON_FRIDAY, [START, Stopped(FRIDAY)]).verdict == "met"
    assert fold(ON_FRIDAY, [START], now=FRIDAY + timedelta(microseconds=1)).breached


def test_an_agreed_date_warns_in_the_last_quarter_of_the_way_to_it() -> None:
    """A day before, when it was agreed four days ahead; `warn_after` belongs to the limit."""
    assert fold(ON_FRIDAY, [START]).warn_at == at("2026-03-05 10:00")


def test_a_date_may_lie_outside_working_hours() -> None:
    sunday = at("2026-03-08 23:00")
    assert fold(replace(LIMIT, due_override=sunday), [START]).due_at == sunday


def test_a_hold_after_a_date_was_agreed_moves_it_by_its_length() -> None:
    """Whoever waits for the customer is not late for it."""
    held = Held(at("2026-03-03 10:00"), WAITING)
    state = fold(ON_FRIDAY, [START, held, Resumed(at("2026-03-05 10:00"))])
    assert state.due_at == at("2026-03-08 10:00")
    assert fold(ON_FRIDAY, [START, held], now=at("2026-03-20 10:00")).verdict is None
    assert fold(ON_FRIDAY, [START, held, Stopped(at("2026-03-20 10:00"))]).verdict == "met"


def test_a_date_agreed_during_a_hold_stands_as_agreed() -> None:
    """The hold was known when the date was given."""
    facts = [
        START,
        Held(at("2026-03-03 10:00"), WAITING),
        TermsChanged(at("2026-03-04 10:00"), ON_FRIDAY),
        Resumed(at("2026-03-05 10:00")),
    ]
    assert fold(LIMIT, facts).due_at == FRIDAY


def test_a_later_hold_moves_a_date_agreed_in_an_earlier_one() -> None:
    facts = [
        START,
        Held(at("2026-03-03 10:00"), WAITING),
        TermsChanged(at("2026-03-04 10:00"), ON_FRIDAY),
        Resumed(at("2026-03-05 10:00")),
        Held(at("2026-03-05 12:00"), WAITING),
        Resumed(at("2026-03-05 14:00")),
    ]
    assert fold(LIMIT, facts).due_at == at("2026-03-06 12:00")


def test_a_new_date_forgives_a_missed_limit() -> None:
    facts = [START, TermsChanged(at("2026-03-05 18:00"), ON_FRIDAY)]
    state = fold(replace(LIMIT, limit=12 * hours), facts)
    assert state.verdict is None
    assert state.due_at == FRIDAY


def test_a_date_that_is_past_when_agreed_is_late_at_once() -> None:
    state = fold(LIMIT, [START, TermsChanged(at("2026-03-06 12:00"), ON_FRIDAY)])
    assert state.verdict == "breached"
    assert state.due_at == state.warn_at == FRIDAY
