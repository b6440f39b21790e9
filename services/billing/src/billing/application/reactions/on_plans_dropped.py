"""A withdrawn scheme or a cancelled work order takes its quote with it."""

from aftercare_contracts.dispatch import SchemeWithdrawn, WorkOrderCancelled
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from billing.application.ports import Work
from billing.application.quote.void import void_quote


async def on_scheme_withdrawn(event: Received[SchemeWithdrawn], work: Work) -> None:
    """Void the scheme's quote; free work, and a quote already ended, have none to void."""
    quote = await work.quotes.find(scheme_id=event.data.scheme_id)
    if quote is not None:
        await void_quote(work, quote, event.data.reason)


async def on_work_order_cancelled(event: Received[WorkOrderCancelled], work: Work) -> None:
    """Void every quote of the case; a scheme that is heard of later gets none."""
    case = await work.cases.find(request_id=event.data.request_id)
    if case is None:
        raise NotReady  # Triage comes on another stream and is not here yet.
    case.cancelled = True
    for quote in await work.quotes.every(request_id=case.request_id):
        await void_quote(work, quote, event.data.reason)
