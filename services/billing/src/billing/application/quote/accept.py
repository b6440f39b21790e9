"""The customer accepts the price before anybody travels (002-4.4.3a)."""

from uuid import UUID

from aftercare_contracts.billing import QuoteAccepted
from aftercare_kit.fields import Body, Moment
from billing.application.money import amount_of
from billing.application.ports import Work
from billing.application.quote.expire import EXPIRE
from billing.application.rights import RIGHTS, must_be_own
from billing.application.views import QuoteView


class AcceptQuote(Body):
    """When the customer said so."""

    occurred_at: Moment | None = None


async def accept_quote(command: AcceptQuote, quote_id: UUID, work: Work) -> QuoteView:
    """Record the customer's yes, their own or as the desk heard it."""
    RIGHTS.require(work.actor, "quote.answer")
    at = work.moment(command.occurred_at)
    quote = await work.quotes.target(quote_id)
    must_be_own(work.actor, "quote", quote)
    quote.accept(at)
    accepted = QuoteAccepted(
        request_id=quote.request_id,
        quote_id=quote.id,
        scheme_id=quote.scheme_id,
        total=amount_of(quote.total, quote.currency),
    )
    quote.accepted_event_id = work.announce(quote, accepted, at)
    await work.timers.cancel(EXPIRE, quote.id)
    return QuoteView.of(quote)
