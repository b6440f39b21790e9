"""What dies again and again waits ever longer, and what can start not for long."""

from aftercare_launcher.supervision.pauses import STEADY_SECONDS, Pauses


def _deaths(pauses: Pauses, count: int, *, ready: bool) -> list[float]:
    return [pauses.after(1.0, ready=ready, wanted=False) for _ in range(count)]


def test_what_never_gets_ready_waits_a_quarter_of_a_second_doubling_to_fifteen() -> None:
    assert _deaths(Pauses(), 8, ready=False) == [0.25, 0.5, 1, 2, 4, 8, 15, 15]


def test_what_was_ready_never_waits_longer_than_four_seconds() -> None:
    assert _deaths(Pauses(), 8, ready=True) == [0.25, 0.5, 1, 2, 4, 4, 4, 4]


def test_what_gets_ready_at_last_waits_four_seconds_again() -> None:
    pauses = Pauses()
    _deaths(pauses, 7, ready=False)
    assert _deaths(pauses, 1, ready=True) == [4]


def test_a_wanted_end_or_a_steady_life_begins_anew() -> None:
    pauses = Pauses()
    _deaths(pauses, 5, ready=True)
    assert pauses.after(1.0, ready=True, wanted=True) == 0.25
    _deaths(pauses, 5, ready=True)
    assert pauses.after(STEADY_SECONDS + 1, ready=True, wanted=False) == 0.25
