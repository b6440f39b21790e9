"""A survey is answered once within its time, or expires."""

from decimal import Decimal

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from feedback.domain import errors
from feedback.domain.satisfaction import Step
from feedback.domain.survey import Answers, Survey, SurveyState
from services.feedback.tests import builders as a

ANSWERS = Answers(Step.VERY_SATISFIED, Step.SATISFIED, Step.BASICALLY_SATISFIED, Step.SATISFIED)


def answer(survey: Survey, after: int = 1) -> Decimal:
    return survey.answer(ANSWERS, None, a.NOON + after * a.HOUR, "c1")


@pytest.mark.rule("002-4.5.1b")
def test_an_answered_survey_is_scored() -> None:
    """(100 + 80 + 60 + 80) / 4 = 80, and the overall answer is "satisfied"."""
    survey = a.a_survey()

    assert answer(survey) == Decimal("80.00")
    assert survey.state is SurveyState.ANSWERED
    assert survey.satisfied is True
    assert survey.promise.in_time is True


@pytest.mark.rule("002-4.5.1b")
def test_a_survey_takes_one_answer() -> None:
    """The first one stands."""
    survey = a.a_survey()
    answer(survey)

    with pytest.raises(errors.SurveyNotOpen):
        answer(survey)


@pytest.mark.rule("002-4.5.1b")
def test_an_expired_survey_takes_no_answer() -> None:
    """It expires once."""
    survey = a.a_survey()

    assert survey.expire()
    assert not survey.expire()
    assert survey.promise.overdue
    with pytest.raises(errors.SurveyNotOpen):
        answer(survey)


def test_an_answered_survey_does_not_expire() -> None:
    """A timer that fires all the same has nothing to say."""
    survey = a.a_survey()
    answer(survey)

    assert not survey.expire()
    assert survey.state is SurveyState.ANSWERED


def test_nobody_answers_a_survey_before_the_case_closed() -> None:
    """An answer lies at or after the sending."""
    with pytest.raises(ActBeforeItsCause):
        answer(a.a_survey(), after=-1)
