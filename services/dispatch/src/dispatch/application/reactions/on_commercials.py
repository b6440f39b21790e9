"""What billing says of liability and quote decides whether anybody may travel (002-4.4.3a)."""

from uuid import UUID

from aftercare_contracts.billing import (
    LiabilityDecided,
    QuoteAccepted,
    QuoteExpired,
    QuoteRefused,
)
from aftercare_kit.events import Received
from dispatch.application.ports import Work
from dispatch.application.work_order.drop_plans import withdraw_schemes
from dispatch.application.work_order.readiness import readiness
from dispatch.domain.work_order import Commercial, WorkOrder


async def on_liability_decided(event: Received[LiabilityDecided], work: Work) -> None:
    """Free work may start at once; chargeable work waits for the customer's acceptance."""
    order = await _order(event.data.request_id, event.data.scheme_id, work)
    if order is None or order.commercial is not Commercial.PENDING:
        return
    order.commercial = Commercial.FREE if event.data.charge == "free" else Commercial.QUOTED
    work.announce(order, readiness(order), event.time)


async def on_quote_accepted(event: Received[QuoteAccepted], work: Work) -> None:
    """The customer accepted the price."""
    order = await _order(event.data.request_id, event.data.scheme_id, work)
    if order is None:
        return
    order.commercial = Commercial.ACCEPTED
    work.announce(order, readiness(order), event.time)


async def on_quote_refused(event: Received[QuoteRefused], work: Work) -> None:
    """The scheme is dropped; the desk talks to the customer and plans anew."""
    await _give_up(event.data.request_id, event.data.scheme_id, "quote refused", work)


async def on_quote_expired(event: Received[QuoteExpired], work: Work) -> None:
    """No answer is no consent: the scheme is dropped, its parts go free."""
    await _give_up(event.data.request_id, event.data.scheme_id, "quote expired", work)


async def _give_up(request_id: UUID, scheme_id: UUID, reason: str, work: Work) -> None:
    order = await _order(request_id, scheme_id, work)
    if order is None:
        return
    await withdraw_schemes(work, order, reason)
    work.announce(order, readiness(order))


async def _order(request_id: UUID, scheme_id: UUID | None, work: Work) -> WorkOrder | None:
    """The open work order, if it still goes by this scheme."""
    order = await work.work_orders.find(request_id=request_id)
    if order is None or not order.open or scheme_id is None or order.scheme_id != scheme_id:
        return None
    return order
