"""The satisfaction degree, by its printed example and by what holds for every answer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.satisfaction import Step, degree
from feedback.domain.survey import Answers

STEPS = st.sampled_from(list(Step))
FORTY = [
    *[Step.VERY_SATISFIED] * 10,
    *[Step.SATISFIED] * 20,
    *[Step.BASICALLY_SATISFIED] * 8,
    Step.LESS_SATISFIED,
    Step.NOT_SATISFIED,
]


def test_forty_answers_give_the_degree_of_the_printed_example() -> None:
    """10 very satisfied, 20 satisfied, 8 basically, 1 less, 1 not: 77.75."""
    assert degree({"overall": FORTY}) == Decimal("77.75")


def test_satisfied_or_better_is_three_quarters_of_the_printed_example() -> None:
    """30 of 40 answers say "satisfied" or better."""
    assert sum(step.satisfied for step in FORTY) == 30


@pytest.mark.parametrize(("step", "score"), list(zip(Step, (0, 30, 60, 80, 100), strict=True)))
def test_each_step_scores_as_the_scale_says(step: Step, score: int) -> None:
    """100 / 80 / 60 / 30 / 0, best first."""
    assert step.score == score


def test_items_weigh_the_same_however_many_answers_each_has() -> None:
    """An item is its own mean first: three answers to one item do not outvote one to another."""
    answers = {"attitude": [Step.VERY_SATISFIED] * 3, "technical": [Step.NOT_SATISFIED]}

    assert degree(answers) == Decimal("50.00")


def test_the_degree_is_rounded_half_up_once() -> None:
    """Two thirds of a hundred are 66.67, not 66.66."""
    steps = [Step.VERY_SATISFIED, Step.VERY_SATISFIED, Step.NOT_SATISFIED]

    assert degree({"overall": steps}) == Decimal("66.67")


@pytest.mark.parametrize(("overall", "satisfied"), [(Step.SATISFIED, True), (Step(3), False)])
def test_the_overall_answer_decides_whether_the_customer_is_satisfied(
    overall: Step, *, satisfied: bool
) -> None:
    """However the single items went."""
    best = Step.VERY_SATISFIED

    assert Answers(best, best, best, overall).satisfied is satisfied


@given(attitude=STEPS, technical=STEPS, punctual=STEPS, overall=STEPS)
def test_a_degree_lies_between_worst_and_best_answer(
    attitude: Step, technical: Step, punctual: Step, overall: Step
) -> None:
    """And no better answer ever lowers it."""
    given_steps = (attitude, technical, punctual, overall)
    scores = [step.score for step in given_steps]
    counted = Answers(*given_steps).degree

    assert min(scores) <= counted <= max(scores)
    assert counted == Decimal(sum(scores)) / 4
    assert Answers(Step.VERY_SATISFIED, *given_steps[1:]).degree >= counted
