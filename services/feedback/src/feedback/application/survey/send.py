"""A closed case is surveyed within the time its policy promises (002-4.5.1b)."""

from datetime import datetime

from aftercare_clocks import ClockTerms
from aftercare_contracts.feedback import SurveySent
from aftercare_kit.ids import new_id
from feedback.application.ports import Work
from feedback.application.survey.expire import EXPIRE
from feedback.domain.case_promise import CasePromise
from feedback.domain.promised import Promised
from feedback.domain.survey import Survey


async def send_survey(
    work: Work, case: CasePromise, terms: ClockTerms, closure: int, at: datetime
) -> None:
    """Put the survey before the customer.

    Args:
        work: the open transaction.
        case: the case that closed.
        terms: the promise of a survey.
        closure: the request's version when it closed.
        at: when it closed.

    """
    promise = Promised.begun(terms, at, work.now)
    survey = Survey(
        id=new_id(),
        region=case.region,
        request_id=case.request_id,
        number=case.number,
        customer_id=case.customer_id,
        centre=case.centre,
        closure=closure,
        sent_at=at,
        promise=promise,
        due_at=promise.due_at,
    )
    sent = SurveySent(request_id=case.request_id, survey_id=survey.id, due_at=promise.due_at)
    work.announce(survey, sent, at)
    work.surveys.add(survey)
    await work.timers.set(EXPIRE, survey.id, promise.looked_at)
