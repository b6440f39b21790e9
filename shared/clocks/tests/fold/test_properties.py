"""What holds for every clock, whatever happens to it."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare_clocks import (
    CalendarSpec,
    ClockTerms,
    Fact,
    Held,
    Resumed,
    Started,
    Stopped,
    TermsChanged,
    fold,
)
from aftercare_clocks.testing import at, office

calm = settings(deadline=None)  # the first question about a year lays the year out
EPOCH = at("2026-09-21 09:00")
CALENDARS = st.sampled_from(
    [CalendarSpec.elapsed(), office(holidays="CN"), office(("22:00", "06:00"))]
)
GAPS = st.timedeltas(timedelta(), timedelta(days=4)) | st.just(timedelta())


@st.composite
def some_terms(draw: st.DrawFn) -> ClockTerms:
    agreed = draw(st.none() | st.integers(1, 20).map(lambda day: EPOCH + timedelta(days=day)))
    return ClockTerms(
        "any",
        draw(st.timedeltas(timedelta(), timedelta(days=10))),
        draw(CALENDARS),
        due_override=agreed,
        ends_with_day=draw(st.sampled_from([None, "Asia/Shanghai"])),
    )


@st.composite
def some_facts(draw: st.DrawFn, *, stops: bool = True) -> list[Fact]:
    """A clock's history: runs, holds and new terms in turn, and sometimes the end."""
    moment, held = EPOCH, False
    facts: list[Fact] = [Started(moment)]
    for _ in range(draw(st.integers(0, 8))):
        moment += draw(GAPS)
        if draw(st.booleans()):
            facts.append(Resumed(moment) if held else Held(moment, "waiting"))
            held = not held
        else:
            facts.append(TermsChanged(moment, draw(some_terms())))
    if stops and draw(st.booleans()):
        facts.append(Stopped(moment + draw(GAPS)))
    return facts


@calm
@given(some_terms(), some_facts(), GAPS)
def test_elapsed_is_never_negative_and_never_more_than_the_time_passed(
    terms: ClockTerms, facts: list[Fact], wait: timedelta
) -> None:
    now = facts[-1].at + wait
    state = fold(terms, facts, now)
    assert timedelta() <= state.elapsed <= now - EPOCH


@calm
@given(some_terms(), some_facts(), GAPS)
def test_the_intervals_cover_the_clocks_life_without_gaps(
    terms: ClockTerms, facts: list[Fact], wait: timedelta
) -> None:
    """And those that ran add up to the time used."""
    state = fold(terms, facts, facts[-1].at + wait)
    marks = [EPOCH, *(interval.ends for interval in state.intervals)]
    assert all(second.begins == first.ends for first, second in pairwise(state.intervals))
    assert marks[-1] == state.as_of
    assert all(interval.begins < interval.ends for interval in state.intervals)
    ran = (interval.length for interval in state.intervals if interval.kind == "running")
    assert sum(ran, timedelta()) == state.elapsed


@calm
@given(some_terms(), some_facts())
def test_the_fold_of_a_prefix_agrees_with_the_whole(terms: ClockTerms, facts: list[Fact]) -> None:
    """What was true at a moment stays true when more happens after it."""
    whole = fold(terms, facts)
    for count in range(1, len(facts)):
        moment = facts[count].at
        prefix = fold(terms, facts[:count], now=moment)
        ran = timedelta()
        for interval in whole.intervals:
            if interval.kind == "running" and interval.begins < moment:
                ran += min(interval.ends, moment) - interval.begins
        assert prefix.elapsed == ran


@calm
@given(some_terms(), some_facts(stops=False), GAPS, GAPS, GAPS)
def test_a_hold_never_brings_the_due_time_forward(
    terms: ClockTerms, facts: list[Fact], run: timedelta, wait: timedelta, rest: timedelta
) -> None:
    """Nor makes late what was in time."""
    if fold(terms, facts).status == "held":
        facts = [*facts, Resumed(facts[-1].at)]
    held, resumed = facts[-1].at + run, facts[-1].at + run + wait
    holding = [*facts, Held(held, "waiting"), Resumed(resumed)]
    without, with_hold = fold(terms, facts, now=held), fold(terms, holding)
    assert _due(with_hold.due_at) >= _due(without.due_at)
    assert with_hold.breached == without.breached
    stopped = Stopped(resumed + rest)
    assert fold(terms, [*holding, stopped]).breached <= fold(terms, [*facts, stopped]).breached


@calm
@given(some_terms(), some_facts(stops=False), GAPS, GAPS, GAPS)
def test_splitting_a_hold_changes_nothing(
    terms: ClockTerms, facts: list[Fact], run: timedelta, first: timedelta, second: timedelta
) -> None:
    """Resumed and held again at one instant is the same hold."""
    if fold(terms, facts).status == "held":
        facts = [*facts, Resumed(facts[-1].at)]
    begins = facts[-1].at + run
    middle, ends = begins + first, begins + first + second
    one = fold(terms, [*facts, Held(begins, "waiting"), Resumed(ends)])
    two = fold(
        terms,
        [*facts, Held(begins, "waiting"), Resumed(middle), Held(middle, "waiting"), Resumed(ends)],
    )
    assert (two.due_at, two.elapsed, two.remaining, two.verdict) == (
        one.due_at,
        one.elapsed,
        one.remaining,
        one.verdict,
    )


@calm
@given(some_terms(), some_facts(stops=False))
def test_a_clock_stopped_by_its_due_time_is_met_and_after_it_breached(
    terms: ClockTerms, facts: list[Fact]
) -> None:
    state = fold(terms, facts)
    if state.due_at is not None and not state.breached:
        assert fold(terms, [*facts, Stopped(state.due_at)]).verdict == "met"
        late = Stopped(state.due_at + timedelta(microseconds=1))
        assert fold(terms, [*facts, late]).verdict == "breached"


def _due(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment
