"""The customer answers the survey, or the desk takes the answers down (002-4.5.1b)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.feedback import SurveyScored
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.survey.expire import EXPIRE
from feedback.application.views import SurveyView
from feedback.domain.satisfaction import METHOD, Step
from feedback.domain.survey import Answers

FiveStep = Annotated[int, Field(ge=1, le=5, strict=True)]
"""5 very satisfied, 4 satisfied, 3 basically, 2 less, 1 not satisfied."""


class SurveyAnswers(Body):
    """The four items of the survey, each on the five-step scale."""

    attitude: FiveStep
    technical: FiveStep
    punctual: FiveStep
    overall: FiveStep


class AnswerSurvey(Body):
    """What the customer answers, once."""

    answers: SurveyAnswers
    comment: Prose | None = None
    occurred_at: Moment | None = None


async def answer_survey(command: AnswerSurvey, survey_id: UUID, work: Work) -> SurveyView:
    """Take the answers in and score them; nobody types a figure."""
    RIGHTS.require(work.actor, "survey.answer")
    at = work.moment(command.occurred_at)
    survey = await scope.target(work.surveys, "survey", survey_id, work.actor)
    given = command.answers
    answers = Answers(
        attitude=Step(given.attitude),
        technical=Step(given.technical),
        punctual=Step(given.punctual),
        overall=Step(given.overall),
    )
    scored = SurveyScored(
        request_id=survey.request_id,
        survey_id=survey.id,
        degree=survey.answer(answers, command.comment, at, work.actor.subject),
        satisfied=answers.satisfied,
        method=METHOD,
    )
    work.announce(survey, scored, at)
    await work.timers.cancel(EXPIRE, survey.id)
    return SurveyView.of(survey)
