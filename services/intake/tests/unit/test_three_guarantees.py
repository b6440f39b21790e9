"""A consumer's rights by law, day by day: 7, 15, a year, two repairs, thirty days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.three_guarantees import Claim, Exclusion, Remedy, remedies

SOLD = date(2025, 3, 15)
LAST = date(2026, 3, 15)
BASE = Claim(sold=SOLD, on=SOLD, last_day=LAST)


def after(days: int, **other: object) -> Claim:
    return replace(BASE, on=SOLD + timedelta(days=days), **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "choices", "reason"),
    [
        (after(0), {"repair", "exchange", "refund"}, "within_7_days"),
        (after(7), {"repair", "exchange", "refund"}, "within_7_days"),
        (after(8), {"repair", "exchange"}, "within_15_days"),
        (after(15), {"repair", "exchange"}, "within_15_days"),
        (after(16), {"repair"}, "within_guarantee"),
        (after(365), {"repair"}, "within_guarantee"),
        (after(366), set(), "guarantee_over"),
        (after(100, repaired=1), {"repair"}, "within_guarantee"),
        (after(100, repaired=2), {"exchange", "refund"}, "repaired_twice"),
        (after(100, repair_takes=timedelta(days=30)), {"repair"}, "within_guarantee"),
        (after(100, repair_takes=timedelta(days=31)), {"exchange"}, "repair_too_long"),
        (
            after(100, repair_takes=timedelta(days=90), waits_for_parts=True),
            {"repair"},
            "within_guarantee",
        ),
        (
            after(100, repair_takes=timedelta(days=91), waits_for_parts=True),
            {"exchange"},
            "repair_too_long",
        ),
        (after(390, last_repaired=date(2026, 3, 10)), {"repair"}, "repair_must_hold"),
        (after(391, last_repaired=date(2026, 3, 10)), set(), "guarantee_over"),
        (replace(BASE, sold=None), set(), "sale_not_proven"),
        (after(-1), set(), "sale_not_proven"),
    ],
)
def test_the_first_reason_that_fits_decides(claim: Claim, choices: set[str], reason: str) -> None:
    """Bounds are inside: the seventh day still gives the money back."""
    found = remedies(claim)
    assert (set(found.choices), found.reason) == (choices, reason)


@given(
    st.integers(-100, 1000),
    st.sampled_from(Exclusion),
    st.integers(0, 5),
    st.timedeltas(timedelta(), timedelta(days=200)),
)
def test_an_exclusion_leaves_nothing_whatever_else_is_true(
    days: int, exclusion: Exclusion, repaired: int, takes: timedelta
) -> None:
    claim = after(days, repaired=repaired, repair_takes=takes, exclusion=exclusion)
    assert remedies(claim).choices == ()


@given(st.integers(0, 1000), st.integers(0, 5))
def test_money_back_is_never_the_only_choice(days: int, repaired: int) -> None:
    """Whoever may return may exchange as well."""
    choices = remedies(after(days, repaired=repaired)).choices
    assert Remedy.REFUND not in choices or Remedy.EXCHANGE in choices
