"""The customer will not pay this price (002-4.4.3a)."""

from uuid import UUID

from aftercare_contracts.billing import QuoteRefused
from aftercare_kit.fields import Body, Line, Moment
from billing.application.ports import Work
from billing.application.quote.expire import EXPIRE
from billing.application.rights import RIGHTS, must_be_own
from billing.application.views import QuoteView


class RefuseQuote(Body):
    """Why, and when the customer said so."""

    reason: Line
    occurred_at: Moment | None = None


async def refuse_quote(command: RefuseQuote, quote_id: UUID, work: Work) -> QuoteView:
    """Record the customer's no, their own or as the desk heard it."""
    RIGHTS.require(work.actor, "quote.answer")
    at = work.moment(command.occurred_at)
    quote = await work.quotes.target(quote_id)
    must_be_own(work.actor, "quote", quote)
    quote.refuse(at, command.reason)
    refused = QuoteRefused(
        request_id=quote.request_id,
        quote_id=quote.id,
        scheme_id=quote.scheme_id,
        reason=command.reason,
    )
    work.announce(quote, refused, at)
    await work.timers.cancel(EXPIRE, quote.id)
    return QuoteView.of(quote)
