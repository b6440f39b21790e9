"""What covers a unit on a day: first days, last days, months of unequal length, scopes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.ids import new_id
from intake.domain import errors
from intake.domain.contract import Contract, ContractKind
from intake.domain.customer import CustomerKind
from intake.domain.entitlement import (
    Entitlement,
    covering,
    entitle,
    months_later,
    statutory_right,
    warranty_of,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MONTHS = st.integers(1, 240)
SOLD = date(2025, 3, 15)


def a_contract(
    kind: ContractKind = "om_period",
    starts_on: date = date(2026, 1, 1),
    ends_on: date = date(2026, 12, 31),
    *,
    product_lines: tuple[str, ...] = (),
    serials: tuple[str, ...] = (),
) -> Contract:
    return Contract(
        id=new_id(),
        region="cn-south",
        customer_id=new_id(),
        code="HT-1",
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        product_lines=list(product_lines),
        serials=list(serials),
        policy="base",
        clauses={},
    )


def decided(on: date, *contracts: Contract, sold: date | None = None) -> Entitlement:
    """What covers an inverter with serial INV-1 on that day, under twelve months of warranty."""
    contract = covering(contracts, "inverter", "INV-1", on)
    return entitle(contract, warranty_of(sold, None, 12), contracts, on)


@pytest.mark.rule("004-5.1.7.2")
@pytest.mark.parametrize(
    ("on", "covered"),
    [
        (SOLD - timedelta(days=1), False),
        (SOLD, True),
        (date(2026, 3, 15), True),
        (date(2026, 3, 16), False),
    ],
)
def test_twelve_months_of_warranty_include_their_last_day(on: date, *, covered: bool) -> None:
    """Sold 15 March 2025: free through 15 March 2026, paid from the 16th."""
    found = decided(on, sold=SOLD)
    assert (found.cover == "warranty") is covered
    assert found.until == (date(2026, 3, 15) if covered else None)


@pytest.mark.rule("004-5.1.7.2")
@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
    ],
)
def test_a_month_without_that_day_ends_with_its_last(day: date, months: int, last: date) -> None:
    """The corresponding day, or the last there is."""
    assert months_later(day, months) == last


@given(DAYS, MONTHS)
def test_months_never_count_more_than_their_length(day: date, months: int) -> None:
    """The day of the month never grows, and a month is 28 to 31 days."""
    last = months_later(day, months)
    assert last.day <= day.day
    assert 28 * months <= (last - day).days <= 31 * months


@given(DAYS, MONTHS, MONTHS)
def test_a_longer_warranty_never_ends_earlier(day: date, one: int, other: int) -> None:
    """Whatever the calendar does."""
    shorter, longer = sorted((one, other))
    assert months_later(day, shorter) <= months_later(day, longer)


@given(DAYS, st.integers(0, 2000), MONTHS)
def test_acceptance_moves_the_end_and_never_uncovers_the_time_before(
    sold: date, wait: int, months: int
) -> None:
    """Between sale and acceptance the unit is covered; the months count from the acceptance."""
    accepted = sold + timedelta(days=wait)
    warranty = warranty_of(sold, accepted, months)
    assert warranty is not None
    assert warranty.first == sold
    assert warranty.last == months_later(accepted, months)
    assert warranty.in_force(sold)
    assert warranty.in_force(accepted)


@pytest.mark.rule("000-3.3")
def test_a_policy_may_start_no_warranty_before_the_acceptance() -> None:
    """Shipped is not accepted."""
    assert warranty_of(SOLD, None, 12, only_from_acceptance=True) is None
    begun = warranty_of(SOLD, date(2025, 6, 1), 12, only_from_acceptance=True)
    assert begun is not None
    assert begun.last == date(2026, 6, 1)


def test_nothing_known_or_no_months_is_no_warranty() -> None:
    """Nobody can say when it began, or it was sold without one."""
    assert warranty_of(None, None, 12) is None
    assert warranty_of(SOLD, SOLD, 0) is None


@pytest.mark.rule("000-1")
@pytest.mark.parametrize(
    ("on", "cover"),
    [
        (date(2025, 12, 31), "none"),
        (date(2026, 1, 1), "om_period"),
        (date(2026, 12, 31), "om_period"),
        (date(2027, 1, 1), "none"),
    ],
)
def test_a_contract_covers_its_first_and_its_last_day(on: date, cover: str) -> None:
    """And not a day more."""
    assert decided(on, a_contract()).cover == cover


@pytest.mark.rule("000-1")
def test_the_contract_period_comes_before_o_and_m_and_both_before_the_warranty() -> None:
    """Of two of a kind the one that runs longer."""
    on = date(2026, 2, 1)
    maintenance, period = a_contract(), a_contract("contract_period")
    longer = a_contract(ends_on=date(2027, 12, 31))

    ranked = [decided(on, *pair).contract_id for pair in ((longer, period), (period, longer))]
    assert ranked == [period.id, period.id]
    assert decided(on, maintenance, period, sold=SOLD).contract_id == period.id
    assert decided(on, maintenance, longer, sold=SOLD).contract_id == longer.id
    assert decided(on, sold=SOLD) == Entitlement("warranty", until=date(2026, 3, 15))


@pytest.mark.rule("002-4.3.6")
def test_a_unit_out_of_the_contracts_scope_is_told_apart_from_no_contract() -> None:
    """A maintenance contract exists but the item is outside it: paid, and we know why."""
    on = date(2026, 6, 1)
    contract = a_contract(product_lines=("radio",), serials=("INV-9",))
    assert decided(on, contract) == Entitlement(
        "om_period", contract.id, contract.ends_on, item_in_scope=False
    )
    assert decided(on) == Entitlement("none")


def test_a_running_warranty_beats_a_contract_that_leaves_the_unit_out() -> None:
    """Nobody pays for what is free."""
    found = decided(date(2026, 2, 1), a_contract(product_lines=("radio",)), sold=SOLD)
    assert (found.cover, found.item_in_scope) == ("warranty", True)


@pytest.mark.parametrize(
    ("lines", "serials", "covers"),
    [
        ((), (), True),
        (("inverter",), (), True),
        (("radio",), ("INV-1",), True),
        (("radio",), (), False),
        ((), ("INV-2",), False),
    ],
)
def test_a_unit_is_in_scope_by_line_by_serial_or_because_all_is(
    lines: tuple[str, ...], serials: tuple[str, ...], *, covers: bool
) -> None:
    """An empty scope is everything."""
    contract = a_contract(product_lines=lines, serials=serials)
    assert contract.covers("inverter", "INV-1") is covers


@given(DAYS, st.lists(st.tuples(DAYS, st.integers(0, 900)), max_size=4))
def test_a_cover_holds_on_the_day_it_is_named_for(on: date, spans: list[tuple[date, int]]) -> None:
    """Whatever is decided is in force that day, and "none" means that nothing is."""
    contracts = [
        a_contract(starts_on=begins, ends_on=begins + timedelta(days=length))
        for begins, length in spans
    ]
    found = decided(on, *contracts)
    in_force = [c for c in contracts if c.starts_on <= on <= c.ends_on]
    if found.cover == "none":
        assert not in_force
    else:
        assert found.until is not None
        assert found.until >= on
        assert found.contract_id in {c.id for c in in_force}


@pytest.mark.parametrize(
    ("kind", "on", "right"),
    [
        ("consumer", SOLD, True),
        ("consumer", date(2026, 3, 15), True),
        ("consumer", date(2026, 3, 16), False),
        ("enterprise", SOLD, False),
        ("defence", SOLD, False),
    ],
)
def test_the_law_protects_a_consumer_for_a_year(
    kind: CustomerKind, on: date, *, right: bool
) -> None:
    """Equipment between businesses follows its contract; an unknown sale proves nothing."""
    assert statutory_right(kind, SOLD, on) is right
    assert not statutory_right(kind, None, on)
    assert entitle(None, None, [], on, statutory=right) == Entitlement("none", statutory=right)


def test_a_contract_may_last_a_day_but_not_less() -> None:
    """It cannot end before it begins."""
    a_contract(starts_on=SOLD, ends_on=SOLD)
    with pytest.raises(errors.ContractPeriodInvalid):
        a_contract(starts_on=SOLD, ends_on=SOLD - timedelta(days=1))
