"""How satisfaction is counted: the five-step scale and the satisfaction degree (满意度)."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum
from fractions import Fraction

METHOD = "five-step 100/80/60/30/0, items weighted equally"
"""Named next to every figure: a degree without its method says nothing."""

_HUNDREDTH = Decimal("0.01")


class Step(IntEnum):
    """An answer on the five-step scale, the best on top."""

    NOT_SATISFIED = 1
    LESS_SATISFIED = 2
    BASICALLY_SATISFIED = 3
    SATISFIED = 4
    VERY_SATISFIED = 5

    @property
    def score(self) -> int:
        """What the step counts."""
        return _SCORES[self]

    @property
    def satisfied(self) -> bool:
        """Whether it says "satisfied" or better."""
        return self >= Step.SATISFIED


_SCORES = {
    Step.NOT_SATISFIED: 0,
    Step.LESS_SATISFIED: 30,
    Step.BASICALLY_SATISFIED: 60,
    Step.SATISFIED: 80,
    Step.VERY_SATISFIED: 100,
}


def degree(answers: Mapping[str, Sequence[Step]]) -> Decimal:
    """The satisfaction degree S = Σ λj·Sj over items of equal weight, Sj an item's mean score.

    Args:
        answers: the steps given, by item; every item has at least one.

    Returns:
        0.00 to 100.00, rounded half up once, at the end.

    """
    means = [Fraction(sum(s.score for s in steps), len(steps)) for steps in answers.values()]
    total = sum(means, Fraction()) / len(means)
    return (Decimal(total.numerator) / Decimal(total.denominator)).quantize(
        _HUNDREDTH, ROUND_HALF_UP
    )
