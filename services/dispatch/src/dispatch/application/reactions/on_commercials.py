"""What billing says of liability and quote decides whether anybody may travel (002-4.4.3a)."""

from typing import TypeAlias

from aftercare_contracts.billing import (
    LiabilityDecided,
    QuoteAccepted,
    QuoteExpired,
    QuoteRefused,
)
from aftercare_kit.events import Received
from dispatch.application.ports import Work
from dispatch.application.reactions.order_by_scheme import order_going_by
from dispatch.application.work_order.drop_plans import withdraw_schemes
from dispatch.application.work_order.readiness import readiness
from dispatch.domain.readiness import UNDECIDED, Commercial
from dispatch.domain.work_order import WorkOrder

PriceFact: TypeAlias = (
    Received[LiabilityDecided]
    | Received[QuoteAccepted]
    | Received[QuoteRefused]
    | Received[QuoteExpired]
)


async def on_liability_decided(event: Received[LiabilityDecided], work: Work) -> None:
    """Free work may start at once; chargeable work waits for the customer's acceptance."""
    order = await _undecided(event, work)
    if order is not None and order.commercial is Commercial.PENDING:
        _settle(
            event,
            order,
            Commercial.FREE if event.data.charge == "free" else Commercial.QUOTED,
            work,
        )


async def on_quote_accepted(event: Received[QuoteAccepted], work: Work) -> None:
    """The customer accepted the price."""
    order = await _undecided(event, work)
    if order is not None:
        _settle(event, order, Commercial.ACCEPTED, work)


async def on_quote_refused(event: Received[QuoteRefused], work: Work) -> None:
    """The scheme is dropped; the desk talks to the customer and plans anew."""
    await _give_up(event, work, "quote refused")


async def on_quote_expired(event: Received[QuoteExpired], work: Work) -> None:
    """No answer is no consent: the scheme is dropped, its parts go free."""
    await _give_up(event, work, "quote expired")


async def _give_up(
    event: Received[QuoteRefused] | Received[QuoteExpired], work: Work, reason: str
) -> None:
    order = await _undecided(event, work)
    if order is not None:
        await withdraw_schemes(work, order, reason)
        _settle(event, order, Commercial.REFUSED, work)


def _settle(event: PriceFact, order: WorkOrder, commercial: Commercial, work: Work) -> None:
    order.commercial = commercial
    work.announce(order, readiness(order), max(event.time, order.last_act_at))


async def _undecided(event: PriceFact, work: Work) -> WorkOrder | None:
    """The order whose current scheme this is about, unless its price is settled already.

    The answer to a quote may overtake the decision that led to it, which then comes too late.
    """
    order = await order_going_by(work, event.data.request_id, event.data.scheme_id)
    return order if order is not None and order.commercial in UNDECIDED else None
