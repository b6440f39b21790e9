"""Money is exact, in one currency, and rounded half up to cents."""

from decimal import Decimal

import pytest

from aftercare_kit.money import MixedCurrencies, Money


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("0.125", "0.13"),
        ("0.135", "0.14"),
        ("-0.125", "-0.13"),
        ("2.674999", "2.67"),
        ("1", "1.00"),
    ],
)
def test_cents_are_rounded_half_up(amount: str, cents: str) -> None:
    """As finance does it, not half to even."""
    assert str(Money.of(amount).cents()) == f"{cents} CNY"


def test_money_is_added_and_multiplied_exactly() -> None:
    """Three times ten cents is thirty cents."""
    dime = Money.of("0.10")

    assert dime + dime + dime == Money.of("0.30") == dime * 3
    assert dime - dime * Decimal("0.5") == Money.of("0.05")
    assert -dime < dime
    assert dime <= Money.of("0.1")


def test_two_currencies_are_never_mixed() -> None:
    """A sum or a comparison over two currencies has no meaning."""
    with pytest.raises(MixedCurrencies):
        Money.of(1) + Money.of(1, "USD")
    with pytest.raises(MixedCurrencies):
        assert Money.of(1) < Money.of(1, "USD")


def test_an_amount_is_finite_and_its_currency_is_a_code() -> None:
    """Not-a-number would poison every sum after it."""
    with pytest.raises(ValueError, match="finite"):
        Money(Decimal("NaN"))
    with pytest.raises(ValueError, match="capital"):
        Money.of(1, "yuan")
