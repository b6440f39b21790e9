"""Routes of quotes: the quoting desk's offer and the customer's answer."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from billing.application.queries.quotes import list_quotes, show_quote
from billing.application.quote.accept import AcceptQuote, accept_quote
from billing.application.quote.offer import OfferQuote, offer_quote
from billing.application.quote.refuse import RefuseQuote, refuse_quote
from billing.application.views import QuoteView
from billing.domain import errors
from billing.domain.quote import QuoteState
from billing.entrypoints.http.call import BillingCall

router = APIRouter(prefix="/quotes", tags=["quotes"])
_ANSWER = problems(errors.QuoteNotOffered, errors.QuoteOutOfDate)


@router.get("")
async def list_(
    call: BillingCall,
    wanted: Wanted,
    request_id: UUID | None = None,
    state: QuoteState | None = None,
) -> Page[QuoteView]:
    """List quotes by the time they were asked for."""
    return await call.query(
        lambda connection: list_quotes(
            connection,
            call.actor,
            request_id=request_id,
            state=state,
            wanted=wanted,
        )
    )


@router.get("/{quote_id}")
async def show(quote_id: UUID, call: BillingCall) -> QuoteView:
    """Show a quote with its lines."""
    return await call.query(lambda connection: show_quote(connection, call.actor, quote_id))


@router.post(
    "/{quote_id}/offer",
    response_model=QuoteView,
    responses=problems(errors.QuoteNotDraft, errors.PriceMissing),
)
async def offer(quote_id: UUID, body: OfferQuote, call: BillingCall) -> Response:
    """Tell the customer the price."""
    return await call.command(lambda work: offer_quote(body, quote_id, work))


@router.post("/{quote_id}/accept", response_model=QuoteView, responses=_ANSWER)
async def accept(quote_id: UUID, body: AcceptQuote, call: BillingCall) -> Response:
    """Record that the customer accepts."""
    return await call.command(lambda work: accept_quote(body, quote_id, work))


@router.post("/{quote_id}/refuse", response_model=QuoteView, responses=_ANSWER)
async def refuse(quote_id: UUID, body: RefuseQuote, call: BillingCall) -> Response:
    """Record that the customer refuses."""
    return await call.command(lambda work: refuse_quote(body, quote_id, work))
