"""Quotes and charges of a case stand in its customer's file (004-5.1.3.3)."""

from collections.abc import Mapping

from aftercare_contracts.billing import (
    ChargeComputed,
    QuoteAccepted,
    QuoteExpired,
    QuoteOffered,
    QuoteRefused,
    QuoteVoided,
)
from aftercare_contracts.values import Amount
from aftercare_kit.events import Received
from intake.application.ports import Work
from intake.application.reactions.file_note import keep


async def on_quote_offered(event: Received[QuoteOffered], work: Work) -> None:
    """A price was named to the customer."""
    facts = {"number": event.data.number, **_sum(event.data.total)}
    await keep(work, event, "quote", event.data.quote_id, "offered", facts)


async def on_quote_accepted(event: Received[QuoteAccepted], work: Work) -> None:
    """The customer agreed to it."""
    await keep(work, event, "quote", event.data.quote_id, "accepted", _sum(event.data.total))


async def on_quote_refused(event: Received[QuoteRefused], work: Work) -> None:
    """The customer did not."""
    await keep(work, event, "quote", event.data.quote_id, "refused")


async def on_quote_expired(event: Received[QuoteExpired], work: Work) -> None:
    """The customer did not answer."""
    await keep(work, event, "quote", event.data.quote_id, "expired")


async def on_quote_voided(event: Received[QuoteVoided], work: Work) -> None:
    """The work it was for is not done."""
    await keep(work, event, "quote", event.data.quote_id, "voided")


async def on_charge_computed(event: Received[ChargeComputed], work: Work) -> None:
    """What a visit costs the customer."""
    state = "free" if event.data.free else "charged"
    await keep(work, event, "charge", event.data.charge_id, state, _sum(event.data.total))


def _sum(total: Amount) -> Mapping[str, str]:
    return {"total": f"{total.amount}", "currency": total.currency}
