"""A triaged request brings the promises that feedback keeps for it."""

from aftercare_clocks import terms_from_text
from aftercare_contracts.intake import RequestTriaged
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from feedback.application.ports import Work
from feedback.domain.case_promise import OURS, CasePromise


async def on_request_triaged(event: Received[RequestTriaged], work: Work) -> None:
    """Keep what was promised; the promise of a case is frozen, however often it is triaged."""
    request = event.data
    if await work.cases.find(request_id=request.request_id) is not None:
        return
    promised = [c.model_dump_json() for c in request.promise.clocks if c.name in OURS]
    case = CasePromise(
        id=new_id(),
        region=event.region,
        request_id=request.request_id,
        number=request.number,
        customer_id=request.customer_id,
        centre=request.engagement.centre,
        department=request.department,
        reported_at=request.reported_at,
        clocks=[terms_from_text(clock) for clock in promised],
        parameters=request.promise.parameters,
    )
    work.cases.add(case)
