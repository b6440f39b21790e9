"""Routes of satisfaction surveys."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from feedback.application.queries.cases import Narrow
from feedback.application.queries.surveys import list_surveys, show_survey
from feedback.application.survey.answer import AnswerSurvey, answer_survey
from feedback.application.views import SurveyView
from feedback.domain import errors
from feedback.domain.survey import SurveyState
from feedback.entrypoints.http.call import FeedbackCall

router = APIRouter(prefix="/surveys", tags=["surveys"])


@router.get("")
async def list_(
    call: FeedbackCall,
    wanted: Wanted,
    state: SurveyState | None = None,
    request_id: UUID | None = None,
) -> Page[SurveyView]:
    """List surveys in the order they were sent."""
    return await call.query(
        lambda connection: list_surveys(
            connection, call.actor, narrow=Narrow(state, request_id), wanted=wanted
        )
    )


@router.get("/{survey_id}")
async def show(survey_id: UUID, call: FeedbackCall) -> SurveyView:
    """Show a survey with its score."""
    return await call.query(lambda connection: show_survey(connection, call.actor, survey_id))


@router.post(
    "/{survey_id}/answer",
    response_model=SurveyView,
    responses=problems(errors.SurveyNotOpen),
)
async def answer(survey_id: UUID, body: AnswerSurvey, call: FeedbackCall) -> Response:
    """Take the customer's answers in, once."""
    return await call.command(lambda work: answer_survey(body, survey_id, work))
