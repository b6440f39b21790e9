"""Money between the domain's plain decimals and the published language."""

from collections.abc import Iterable
from decimal import Decimal

from aftercare_contracts.values import Amount, ChargeLine
from billing.domain.errors import CurrencyMismatch
from billing.domain.fees import Line


def amount_of(amount: Decimal, currency: str) -> Amount:
    """The amount as it is told outside."""
    return Amount(amount=amount, currency=currency)


def lines_of(lines: Iterable[Line], currency: str) -> list[ChargeLine]:
    """The lines as they are told outside."""
    return [
        ChargeLine(
            kind=line.kind.value,
            description=line.description,
            quantity=line.quantity,
            unit_price=amount_of(line.unit_price, currency),
            amount=amount_of(line.amount, currency),
            source_event_id=line.source_event_id,
        )
        for line in lines
    ]


def taken_in(amount: Amount | None, currency: str) -> Decimal:
    """What somebody else's amount is in the currency of the case; none counts as nothing spent."""
    if amount is None:
        return Decimal(0)
    if amount.currency != currency:
        raise CurrencyMismatch(given=amount.currency, wanted=currency)
    return amount.amount
