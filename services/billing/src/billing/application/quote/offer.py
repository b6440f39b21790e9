"""The one quoting desk tells the customer the price (002-4.5.3.1f, 002-4.4.3a)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from aftercare_clocks import BREACH_TICK
from aftercare_contracts.billing import QuoteOffered
from aftercare_contracts.numbers import series_of
from aftercare_kit.fields import Body, Moment
from billing.application.money import amount_of
from billing.application.ports import Work
from billing.application.quote.expire import EXPIRE
from billing.application.rights import RIGHTS, must_be_own
from billing.application.views import QuoteView
from billing.domain.fees import Rates


class OfferQuote(Body):
    """How long the offer stands."""

    valid_days: Annotated[int, Field(ge=1, le=90)] = 7
    occurred_at: Moment | None = None


async def offer_quote(command: OfferQuote, quote_id: UUID, work: Work) -> QuoteView:
    """Offer the quote at the prices of now; its number is taken last."""
    RIGHTS.require(work.actor, "quote.offer")
    at = work.moment(command.occurred_at)
    quote = await work.quotes.target(quote_id)
    must_be_own(work.actor, "quote", quote)
    case = await work.cases.find(request_id=quote.request_id)
    assert case is not None, "a quote belongs to a case"
    prices = await work.unit_prices(quote.part_numbers, quote.currency)
    quote.price(Rates.of(case.parameters), prices)
    quote.must_be_complete(at)
    series = series_of(case.department, at.astimezone(ZoneInfo(case.zone)).date())
    quote.offer(
        work.numbers.issue("quote", series),
        at,
        at + timedelta(days=command.valid_days),
        in_time=case.quoted_in_time(quote.requested_at, at),
    )
    assert quote.number is not None
    assert quote.valid_until is not None
    offered = QuoteOffered(
        request_id=quote.request_id,
        quote_id=quote.id,
        scheme_id=quote.scheme_id,
        number=quote.number,
        total=amount_of(quote.total, quote.currency),
        valid_until=quote.valid_until,
        in_time=bool(quote.in_time),
    )
    work.announce(quote, offered, at)
    await work.timers.set(EXPIRE, quote.id, quote.valid_until + BREACH_TICK)
    return QuoteView.of(quote)
