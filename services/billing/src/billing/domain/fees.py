"""The fee schedule (收费标准, 002-T1): from days, travel and parts to lines and a total.

Amounts stay exact until the end. There the running total is rounded half up to cents, and a line
is what that total grows by: so the lines add up, and the total is rounded once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Literal
from uuid import UUID

from billing.domain.charge_decision import ChargeKind

_CENT = Decimal("0.01")
_ONE = Decimal(1)


class Fee(StrEnum):
    """What a line is for; `reduction` is what is not asked for, and negative."""

    TRAVEL = "travel"
    LODGING = "lodging"
    MEALS = "meals"
    LABOUR = "labour"
    MATERIAL = "material"
    TAX = "tax"
    MANAGEMENT = "management"
    REDUCTION = "reduction"


_WITHOUT_RATE = frozenset({Fee.TRAVEL, Fee.TAX, Fee.MANAGEMENT, Fee.REDUCTION})


@dataclass(frozen=True)
class Line:
    """One line of a quote or charge, and the event it comes from."""

    kind: Fee
    description: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    source_event_id: UUID | None = None


@dataclass(frozen=True)
class Rates:
    """The rates of one case, as its policy had them when the promise was made."""

    lodging: Decimal = Decimal(150)
    meals: Decimal = Decimal(50)
    labour: Decimal = Decimal(200)
    tax: Decimal = Decimal("0.15")
    markup: Decimal = Decimal("0.40")
    stacking: Literal["compound", "additive"] = "compound"
    price_list: bool = False

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Rates":
        """Those a case's frozen parameters state, and the schedule's where they are silent."""
        base = cls()

        def rate(name: str, otherwise: Decimal) -> Decimal:
            return Decimal(parameters.get(name, otherwise))

        return cls(
            lodging=rate("fee.lodging_per_day", base.lodging),
            meals=rate("fee.meals_per_day", base.meals),
            labour=rate("fee.labour_per_day", base.labour),
            tax=rate("fee.tax_rate", base.tax),
            markup=rate("fee.markup", base.markup),
            stacking="additive" if parameters.get("fee.stacking") == "additive" else "compound",
            price_list=parameters.get("fee.schedule") == "price_list",
        )

    def asked(self, charge: ChargeKind) -> frozenset[Fee]:
        """The costs a customer pays: all, material and labour (004-5.2.1.3), material, or none."""
        match charge:
            case ChargeKind.FREE:
                return frozenset()
            case ChargeKind.MATERIAL_ONLY:
                return frozenset({Fee.MATERIAL})
            case ChargeKind.FULL if self.price_list:
                return frozenset({Fee.LABOUR, Fee.MATERIAL})
            case ChargeKind.FULL:
                return frozenset({Fee.TRAVEL, Fee.LODGING, Fee.MEALS, Fee.LABOUR, Fee.MATERIAL})

    def surcharges(self, base: Decimal, source: UUID | None) -> list[Line]:
        """Tax and management on what is asked; a price list has them in its prices."""
        if self.price_list:
            return []
        tax = base * self.tax
        management = self.markup * (base + tax if self.stacking == "compound" else base)
        return [
            _single(Fee.TAX, f"{self.tax:%}", tax, source),
            _single(Fee.MANAGEMENT, f"{self.markup:%}", management, source),
        ]


@dataclass(frozen=True)
class Material:
    """A part used or to be used, at the price of one."""

    part_no: str
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True)
class Effort:
    """What an outing takes, as one event states it; material may come from another."""

    travel: Decimal
    days: int
    persons: int
    material: tuple[Material, ...]
    source: UUID | None = None
    material_source: UUID | None = None

    def costs(self, rates: Rates) -> list[Line]:
        """The lines before tax and management, still exact."""
        person_days = Decimal(self.days * self.persons)
        stay = f"{self.persons} x {self.days} d"
        by_day = (
            (Fee.LODGING, rates.lodging),
            (Fee.MEALS, rates.meals),
            (Fee.LABOUR, rates.labour),
        )
        return [
            _single(Fee.TRAVEL, "actual", self.travel, self.source),
            *(_line(fee, stay, person_days, rate, self.source) for fee, rate in by_day),
            *(
                _line(
                    Fee.MATERIAL,
                    part.part_no,
                    Decimal(part.quantity),
                    part.unit_price,
                    self.material_source,
                )
                for part in self.material
            ),
        ]


def total_of(lines: Iterable[Line]) -> Decimal:
    """What the lines add up to."""
    return sum((line.amount for line in lines), Decimal(0))


def cents(amount: Decimal) -> Decimal:
    """Half up to cents."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def rounded(lines: Iterable[Line]) -> list[Line]:
    """The same lines in cents, adding up to the exact total rounded once; empty ones left out."""
    told: list[Line] = []
    exact = Decimal(0)
    for line in lines:
        grown = cents(exact + line.amount) - cents(exact)
        exact += line.amount
        if grown:
            price = grown if line.kind in _WITHOUT_RATE else line.unit_price
            told.append(replace(line, amount=grown, unit_price=price))
    return told


def reduction(why: str, amount: Decimal, source: UUID | None) -> Line:
    """A line that takes off what is not asked for."""
    return _single(Fee.REDUCTION, why, -amount, source)


def _single(kind: Fee, description: str, amount: Decimal, source: UUID | None) -> Line:
    return Line(kind, description, _ONE, amount, amount, source)


def _line(
    kind: Fee, description: str, quantity: Decimal, price: Decimal, source: UUID | None
) -> Line:
    return Line(kind, description, quantity, price, quantity * price, source)
