"""What happens when a survey's time has passed without an answer."""

from uuid import UUID

from aftercare_contracts.feedback import SurveyExpired
from feedback.application.ports import Work

EXPIRE = "survey.expire"


async def expire_survey(work: Work, survey_id: UUID) -> None:
    """Say so, once; the survey takes no answer any more."""
    survey = await work.surveys.get(survey_id)
    if not survey.expire():
        return
    expired = SurveyExpired(
        request_id=survey.request_id,
        survey_id=survey.id,
        escalate_to=list(survey.promise.terms.escalate_to),
    )
    work.announce(survey, expired)
