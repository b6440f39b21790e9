"""A relay sends at once after a rest, and gathers the longer the more is said."""

import pytest

from aftercare_kit.gathering import gap_after


@pytest.mark.parametrize(
    ("events", "before", "gap"),
    [
        (1, 0.0, 0.01),
        (5, 0.0, 0.02),
        (30, 0.0, 0.04),
        (30, 0.04, 0.08),
        (30, 0.08, 0.1),
        (2, 0.1, 0.01),
    ],
)
def test_the_more_is_said_the_more_goes_together(events: int, before: float, gap: float) -> None:
    """A burst holds the next event up for a moment; only where it goes on, for longer."""
    assert gap_after(events, before) == pytest.approx(gap)
