"""Money: an exact amount in one currency, rounded half up to cents only when asked.

Domains import this module; pydantic is touched only when a model holds money.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Self

_CENT = Decimal("0.01")
_AMOUNT = r"^-?\d{1,12}(\.\d{1,6})?$"
_CURRENCY = r"^[A-Z]{3}$"


class MixedCurrencies(ValueError):
    """Sums over two currencies have no meaning; convert first."""


@dataclass(frozen=True, order=False)
class Money:
    """An amount and its ISO 4217 currency."""

    amount: Decimal
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if not self.amount.is_finite():
            raise ValueError("an amount of money is a finite number")
        if not re.fullmatch(_CURRENCY, self.currency):
            raise ValueError("a currency is three capital letters")

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str = "CNY") -> Self:
        """Take an exact amount; a float is not one."""
        return cls(Decimal(amount), currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, factor: int | Decimal) -> "Money":
        return Money(self.amount * factor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other).amount

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other).amount

    def cents(self) -> "Money":
        """Round half up to two places: 0.125 is 0.13, -0.125 is -0.13."""
        return Money(self.amount.quantize(_CENT, ROUND_HALF_UP), self.currency)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Cross the wire as two strings, so that no JSON reader turns the amount into a float."""
        from pydantic_core import core_schema as core

        wire = core.typed_dict_schema(
            {
                "amount": core.typed_dict_field(core.str_schema(pattern=_AMOUNT, strict=True)),
                "currency": core.typed_dict_field(core.str_schema(pattern=_CURRENCY, strict=True)),
            },
            extra_behavior="forbid",
        )

        def read(value: Any, from_wire: Any) -> Money:
            return value if isinstance(value, Money) else Money.of(**from_wire(value))

        def write(value: Money) -> dict[str, str]:
            return {"amount": f"{value.amount:f}", "currency": value.currency}

        return core.no_info_wrap_validator_function(
            read,
            wire,
            serialization=core.plain_serializer_function_ser_schema(write, return_schema=wire),
        )
