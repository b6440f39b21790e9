"""A triaged request freezes by when its faulty parts have to be back (T11)."""

from aftercare_clocks import terms_from_text
from aftercare_contracts.intake import RequestTriaged
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from inventory.application.ports import Work
from inventory.domain.case_terms import STANDARD_INBOUND, CaseTerms


async def on_request_triaged(event: Received[RequestTriaged], work: Work) -> None:
    """Keep the terms of the case; the first promise stands, however often it is triaged."""
    request = event.data
    if await work.case_terms.find(request_id=request.request_id) is not None:
        return
    promised = (clock for clock in request.promise.clocks if clock.name == STANDARD_INBOUND.name)
    inbound = next(promised, None)
    terms = CaseTerms(
        id=new_id(),
        region=event.region,
        request_id=request.request_id,
        customer_id=request.customer_id,
        centre=request.engagement.centre,
        zone=request.engagement.zone,
        inbound=STANDARD_INBOUND if inbound is None else terms_from_text(inbound.model_dump_json()),
    )
    work.case_terms.add(terms)
