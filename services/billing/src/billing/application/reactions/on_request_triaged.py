"""A triaged request is kept with what decides its price: cover, parameters, quote clock."""

from aftercare_clocks import ClockTerms, terms_from_text
from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.values import Promise
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from billing.application.ports import Work
from billing.domain.case import Case, Cover

_QUOTE_CLOCK = "quote"


async def on_request_triaged(event: Received[RequestTriaged], work: Work) -> None:
    """Keep the case; what was promised first holds, however often it is triaged."""
    request = event.data
    if await work.cases.find(request_id=request.request_id) is not None:
        return
    case = Case(
        id=new_id(),
        region=event.region,
        request_id=request.request_id,
        number=request.number,
        customer_id=request.customer_id,
        department=request.department,
        centre=request.engagement.centre,
        zone=request.engagement.zone,
        major=request.major,
        cover=Cover(request.entitlement.cover),
        item_in_scope=request.entitlement.item_in_scope,
        statutory=request.entitlement.statutory,
        parameters=request.promise.parameters,
        quote_clock=_quote_clock(request.promise),
    )
    work.cases.add(case)


def _quote_clock(promise: Promise) -> ClockTerms | None:
    promised = (clock for clock in promise.clocks if clock.name == _QUOTE_CLOCK)
    terms = next(promised, None)
    return None if terms is None else terms_from_text(terms.model_dump_json())
