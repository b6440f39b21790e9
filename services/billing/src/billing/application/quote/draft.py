"""Chargeable work gets a price from its scheme; the quoting desk offers it (002-4.5.3.1f, g)."""

from aftercare_contracts.billing import QuoteDrafted
from aftercare_contracts.dispatch import SchemeApproved
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from billing.application.money import amount_of, lines_of, taken_in
from billing.application.ports import Work
from billing.domain.case import Case
from billing.domain.fees import Rates
from billing.domain.liability import Liability
from billing.domain.quote import Estimate, NeededPart, Quote


async def draft_quote(
    work: Work, event: Received[SchemeApproved], case: Case, liability: Liability
) -> None:
    """Draft the quote of an approved scheme; parts without a price are named, not refused."""
    scheme = event.data
    quote = Quote(
        id=new_id(),
        region=case.region,
        request_id=case.request_id,
        scheme_id=scheme.scheme_id,
        liability_id=liability.id,
        customer_id=case.customer_id,
        centre=case.centre,
        charge=liability.charge,
        currency=case.currency,
        estimate=Estimate(
            travel=taken_in(scheme.travel_estimate, case.currency),
            days=scheme.labour_days,
            persons=scheme.persons,
            parts=[NeededPart(part.part_no, part.quantity) for part in scheme.parts],
            source_event_id=event.id,
        ),
        requested_at=event.time,
    )
    prices = await work.unit_prices(quote.part_numbers, quote.currency)
    quote.price(Rates.of(case.parameters), prices)
    work.quotes.add(quote)
    drafted = QuoteDrafted(
        request_id=quote.request_id,
        quote_id=quote.id,
        scheme_id=quote.scheme_id,
        total=amount_of(quote.total, quote.currency),
        lines=lines_of(quote.lines, quote.currency),
        missing_prices=quote.missing_prices,
    )
    work.announce(quote, drafted, event.time)
