"""A closed case is surveyed, where its policy surveys every closure (002-4.5.1b)."""

from aftercare_contracts.intake import RequestClosed
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from feedback.application.ports import Work
from feedback.application.survey.send import send_survey
from feedback.domain.case_promise import SURVEY


async def on_request_closed(event: Received[RequestClosed], work: Work) -> None:
    """Send one survey per closure."""
    case = await work.cases.find(request_id=event.data.request_id)
    if case is None:
        raise NotReady  # Its triage waits to be tried again; this has to wait behind it.
    terms = case.terms(SURVEY)
    if terms is None:
        return  # The policy surveys by quarter, by project or from reports instead.
    closure = event.aggregate_version
    surveys = await work.surveys.every(request_id=case.request_id)
    if any(survey.closure >= closure for survey in surveys):
        return  # Told again, or overtaken by a later closure.
    await send_survey(work, case, terms, closure, event.time)
