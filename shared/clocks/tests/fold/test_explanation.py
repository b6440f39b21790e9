"""Why was it late."""

from datetime import timedelta

from aftercare_clocks import ClockTerms, Held, Resumed, Started, Stopped, explain, fold
from aftercare_clocks.testing import at, office

hours = timedelta(hours=1)
TERMS = ClockTerms("scheme", 4 * hours, office())


def test_why_it_was_late_is_a_list_of_intervals() -> None:
    """Counted, closed for lunch, held, counted, and an hour past the due time."""
    state = fold(
        TERMS,
        [
            Started(at("2026-03-02 10:00")),
            Held(at("2026-03-02 14:30"), "the customer closed the site"),
            Resumed(at("2026-03-02 15:30")),
            Stopped(at("2026-03-02 17:30")),
        ],
    )
    told = [
        (stretch.interval.kind, stretch.interval.length, stretch.total, stretch.late)
        for stretch in explain(state)
    ]
    assert told == [
        ("running", 2 * hours, 2 * hours, False),
        ("closed", 1.5 * hours, 2 * hours, False),
        ("running", hours, 3 * hours, False),
        ("held", hours, 3 * hours, False),
        ("running", hours, 4 * hours, False),
        ("running", hours, 5 * hours, True),
    ]
    assert explain(state)[3].interval.reason == "the customer closed the site"
    assert sum((stretch.counted for stretch in explain(state)), timedelta()) == state.elapsed


def test_a_clock_started_after_hours_tells_that_the_centre_was_closed() -> None:
    state = fold(TERMS, [Started(at("2026-03-02 19:00"))], now=at("2026-03-03 08:00"))
    (interval,) = state.intervals
    assert (interval.kind, interval.begins, interval.ends) == (
        "closed",
        at("2026-03-02 19:00"),
        at("2026-03-03 08:00"),
    )


def test_a_held_clock_has_no_late_stretch() -> None:
    facts = [Started(at("2026-03-02 09:00")), Held(at("2026-03-02 10:00"), "waiting")]
    stretches = explain(fold(TERMS, facts, now=at("2026-03-09 10:00")))
    assert [stretch.late for stretch in stretches] == [False, False]
