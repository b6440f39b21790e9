"""A quote falls away with the scheme or case it was for."""

from aftercare_contracts.billing import QuoteVoided
from billing.application.ports import Work
from billing.application.quote.expire import EXPIRE
from billing.domain.quote import Quote


async def void_quote(work: Work, quote: Quote, reason: str) -> None:
    """Void the quote, unless it ended otherwise or its work was carried out already."""
    visits = await work.visit_facts.every(scheme_id=quote.scheme_id)
    if any(visit.outing is not None for visit in visits) or not quote.void(reason):
        return
    voided = QuoteVoided(
        request_id=quote.request_id, quote_id=quote.id, scheme_id=quote.scheme_id, reason=reason
    )
    work.announce(quote, voided)
    await work.timers.cancel(EXPIRE, quote.id)
