"""An offer runs out unanswered: no answer is no consent."""

from uuid import UUID

from aftercare_contracts.billing import QuoteExpired
from billing.application.ports import Work

EXPIRE = "quote.expire"


async def expire_quote(work: Work, quote_id: UUID) -> None:
    """Let the offer expire, unless it was answered or fell away meanwhile."""
    quote = await work.quotes.get(quote_id)
    if quote.expire():
        expired = QuoteExpired(
            request_id=quote.request_id, quote_id=quote.id, scheme_id=quote.scheme_id
        )
        work.announce(quote, expired, quote.valid_until)
