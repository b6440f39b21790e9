"""Which histories a clock can have."""

from datetime import timedelta

import pytest

from aftercare_clocks import (
    ClocksRefusal,
    ClockTerms,
    Fact,
    Held,
    ImpossibleFacts,
    NaiveMoment,
    Resumed,
    Started,
    Stopped,
    TermsChanged,
    fold,
)
from aftercare_clocks.testing import at

TERMS = ClockTerms("scheme", timedelta(hours=4))
NINE, TEN, ELEVEN = (at(f"2026-03-02 {hour}:00") for hour in ("09", "10", "11"))


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param([], id="no fact"),
        pytest.param([Stopped(TEN)], id="stopped before it started"),
        pytest.param([Started(NINE), Started(TEN)], id="started twice"),
        pytest.param([Started(TEN), Held(NINE, "waiting")], id="held before it started"),
        pytest.param([Started(NINE), Resumed(TEN)], id="resumed without a hold"),
        pytest.param([Started(NINE), Held(TEN, "a"), Held(ELEVEN, "b")], id="held while held"),
        pytest.param([Started(NINE), Stopped(ELEVEN), Stopped(ELEVEN)], id="stopped twice"),
        pytest.param([Started(NINE), Stopped(TEN), Held(ELEVEN, "a")], id="held after the stop"),
        pytest.param(
            [Started(NINE), Stopped(TEN), TermsChanged(ELEVEN, TERMS)], id="changed after the stop"
        ),
        pytest.param([Started(NINE), Held(ELEVEN, "a"), Resumed(TEN)], id="out of order"),
    ],
)
def test_facts_that_cannot_have_happened_are_refused(facts: list[Fact]) -> None:
    with pytest.raises(ImpossibleFacts):
        fold(TERMS, facts)


def test_a_refusal_is_a_value_error_of_this_package() -> None:
    """Edges that know only `ValueError` still answer malformed input."""
    assert issubclass(ImpossibleFacts, ClocksRefusal)
    assert issubclass(ClocksRefusal, ValueError)


def test_a_fact_without_an_offset_is_refused() -> None:
    with pytest.raises(NaiveMoment):
        fold(TERMS, [Started(NINE.replace(tzinfo=None))])


def test_facts_may_come_from_an_iterator() -> None:
    facts: list[Fact] = [Started(NINE), Stopped(TEN)]
    assert fold(TERMS, iter(facts)) == fold(TERMS, facts)
