"""The fee schedule: its printed example, its two ways of stacking, and exact sums."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.domain.charge_decision import ChargeKind
from billing.domain.fees import Effort, Fee, Line, Material, Rates, cents, rounded, total_of
from services.billing.tests import builders as a

MONEY = st.decimals(0, 100_000, places=2)
RATE = st.decimals(0, 2, places=4)
RATES = st.builds(
    Rates,
    lodging=st.decimals(0, 1_000, places=3),
    meals=st.decimals(0, 1_000, places=3),
    labour=st.decimals(0, 1_000, places=3),
    tax=RATE,
    markup=RATE,
    stacking=st.sampled_from(["compound", "additive"]),
    price_list=st.booleans(),
)
EFFORTS = st.builds(
    Effort,
    travel=MONEY,
    days=st.integers(1, 60),
    persons=st.integers(1, 20),
    material=st.lists(
        st.builds(Material, st.just("P-1"), st.integers(1, 999), MONEY), max_size=5
    ).map(tuple),
)


def asked(effort: Effort, rates: Rates, charge: ChargeKind = ChargeKind.FULL) -> list[Line]:
    """What a quote would ask for."""
    costs = [line for line in effort.costs(rates) if line.kind in rates.asked(charge)]
    return rounded([*costs, *rates.surcharges(total_of(costs), None)])


@pytest.mark.rule("002-T1")
@pytest.mark.parametrize(
    ("stacking", "total", "management"),
    [("compound", "3864.00", "1104.00"), ("additive", "3720.00", "960.00")],
)
@pytest.mark.rule("002-4.5.3.1g")
def test_the_printed_example_comes_out(stacking: Any, total: str, management: str) -> None:
    """Travel 600, two days, one engineer, material 1,000: base 2,400, tax 360, then 40 %."""
    lines = asked(a.an_effort(), Rates(stacking=stacking))

    assert {line.kind: line.amount for line in lines} == {
        Fee.TRAVEL: Decimal("600.00"),
        Fee.LODGING: Decimal("300.00"),
        Fee.MEALS: Decimal("100.00"),
        Fee.LABOUR: Decimal("400.00"),
        Fee.MATERIAL: Decimal("1000.00"),
        Fee.TAX: Decimal("360.00"),
        Fee.MANAGEMENT: Decimal(management),
    }
    assert total_of(lines) == Decimal(total)


@pytest.mark.rule("004-5.2.2.4a")
def test_with_labour_waived_only_material_is_asked_for() -> None:
    """1,000 of material, its tax, and its management."""
    lines = asked(a.an_effort(), Rates(), ChargeKind.MATERIAL_ONLY)

    assert [line.kind for line in lines] == [Fee.MATERIAL, Fee.TAX, Fee.MANAGEMENT]
    assert total_of(lines) == Decimal("1610.00")


@pytest.mark.rule("004-5.2.1.3")
def test_a_price_list_asks_for_material_and_labour_and_adds_nothing() -> None:
    """Its prices are what the customer pays: no travel, no tax, no management on top."""
    lines = asked(a.an_effort(), Rates(price_list=True))

    assert [line.kind for line in lines] == [Fee.LABOUR, Fee.MATERIAL]
    assert total_of(lines) == Decimal("1400.00")


@given(EFFORTS, RATES, st.sampled_from(ChargeKind))
def test_lines_add_up_to_the_exact_total_rounded_once(
    effort: Effort, rates: Rates, charge: ChargeKind
) -> None:
    """The sum of the lines is the exact sum, rounded half up to cents; no line is negative."""
    costs = [line for line in effort.costs(rates) if line.kind in rates.asked(charge)]
    exact = [*costs, *rates.surcharges(total_of(costs), None)]

    lines = rounded(exact)

    assert total_of(lines) == cents(total_of(exact))
    assert all(line.amount == cents(line.amount) > 0 for line in lines)


@given(EFFORTS, RATES)
def test_the_total_is_never_below_the_cost_it_stands_on(effort: Effort, rates: Rates) -> None:
    """Tax and management only add."""
    costs = [line for line in effort.costs(rates) if line.kind in rates.asked(ChargeKind.FULL)]
    assert total_of(asked(effort, rates)) >= total_of(rounded(costs))


@given(EFFORTS, RATES)
@pytest.mark.rule("002-T1")
def test_additive_stacking_never_asks_for_more_than_compound(effort: Effort, rates: Rates) -> None:
    """Management on the base alone is no more than on base and tax."""
    additive = Rates(**rates.__dict__ | {"stacking": "additive"})
    compound = Rates(**rates.__dict__ | {"stacking": "compound"})
    assert total_of(asked(effort, additive)) <= total_of(asked(effort, compound))


def test_half_a_cent_is_rounded_up_once_at_the_end() -> None:
    """Three lines of 0.335 are 1.005: 1.01 together, not three times 0.34."""
    third = Line(Fee.MEALS, "", Decimal(1), Decimal("0.335"), Decimal("0.335"))
    assert [line.amount for line in rounded([third] * 3)] == [
        Decimal("0.34"),
        Decimal("0.33"),
        Decimal("0.34"),
    ]


def test_rates_come_from_the_frozen_parameters() -> None:
    """What the policy states counts; where it is silent the schedule does."""
    stated = {"fee.markup": "0.35", "fee.labour_per_day": "180.00", "fee.stacking": "additive"}
    assert Rates.of(stated) == Rates(
        markup=Decimal("0.35"), labour=Decimal(180), stacking="additive"
    )
    assert Rates.of({}) == Rates()
    assert Rates.of({"fee.schedule": "price_list"}).price_list
