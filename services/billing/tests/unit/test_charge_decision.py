"""Who pays: each row of the printed table, its order, and quality's word over it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.domain.case import Cover
from billing.domain.charge_decision import (
    CauseKind,
    ChargeKind,
    Circumstances,
    Decision,
    Party,
    decide,
    decide_for,
)
from services.billing.tests import builders as a

QUALITY, MISUSE = CauseKind.PRODUCT_QUALITY, CauseKind.CUSTOMER_USE
SUPPLIER, UNKNOWN = CauseKind.SUPPLIER, CauseKind.UNKNOWN
FREE, FULL, MATERIAL = ChargeKind.FREE, ChargeKind.FULL, ChargeKind.MATERIAL_ONLY

ANYTHING = st.builds(
    a.circumstances,
    cover=st.sampled_from(Cover),
    cause=st.sampled_from(CauseKind),
    item_in_scope=st.booleans(),
    statutory=st.booleans(),
    major=st.booleans(),
    customer_fault=st.sampled_from(["all_cost", "material_only"]),
)


@pytest.mark.parametrize(
    ("given_", "party", "charge", "basis"),
    [
        # Row 1: a contract covers the item.
        (a.circumstances(Cover.CONTRACT_PERIOD, QUALITY), Party.OURS, FREE, "004-5.2.1.4"),
        (a.circumstances(Cover.OM_PERIOD, UNKNOWN, major=True), Party.OURS, FREE, "004-5.2.1.4"),
        # Row 2: a major accident of unproven cause.
        (a.circumstances(Cover.WARRANTY, major=True), Party.UNDECIDED, FREE, "002-4.5.3.1d"),
        (a.circumstances(Cover.NONE, major=True), Party.UNDECIDED, FREE, "002-4.5.3.1d"),
        # Row 3: the supplier's product.
        (a.circumstances(Cover.NONE, SUPPLIER), Party.SUPPLIER, FREE, "002-4.3.4"),
        # Row 4: a consumer's right beyond the warranty.
        (
            a.circumstances(Cover.NONE, QUALITY, statutory=True),
            Party.OURS,
            FREE,
            "three-guarantees",
        ),
        # Row 5: inside warranty, our fault or nobody's.
        (a.circumstances(Cover.WARRANTY, QUALITY), Party.OURS, FREE, "004-5.2.1.3"),
        (a.circumstances(Cover.WARRANTY, UNKNOWN), Party.OURS, FREE, "004-5.2.1.3"),
        # Row 6: misuse of a covered item.
        (a.circumstances(Cover.WARRANTY, MISUSE), Party.CUSTOMER, FULL, "002-4.5.3.1e"),
        (
            a.circumstances(Cover.WARRANTY, MISUSE, customer_fault="material_only"),
            Party.CUSTOMER,
            MATERIAL,
            "004-5.2.2.4a",
        ),
        (
            a.circumstances(Cover.CONTRACT_PERIOD, MISUSE, customer_fault="material_only"),
            Party.CUSTOMER,
            MATERIAL,
            "004-5.2.2.4a",
        ),
        # Row 7: the contract does not name the item.
        (
            a.circumstances(Cover.OM_PERIOD, QUALITY, item_in_scope=False),
            Party.CUSTOMER,
            FULL,
            "002-4.3.6b",
        ),
        # Row 8: nothing covers it.
        (a.circumstances(Cover.NONE, QUALITY), Party.CUSTOMER, FULL, "002-4.3.6a"),
        (a.circumstances(Cover.NONE, MISUSE, statutory=True), Party.CUSTOMER, FULL, "002-4.3.6a"),
        (
            a.circumstances(Cover.NONE, MISUSE, customer_fault="material_only"),
            Party.CUSTOMER,
            FULL,
            "002-4.3.6a",
        ),
        (
            a.circumstances(Cover.WARRANTY, QUALITY, item_in_scope=False),
            Party.CUSTOMER,
            FULL,
            "002-4.3.6a",
        ),
    ],
)
@pytest.mark.rule("002-4.3.6")
@pytest.mark.rule("004-5.2.1.4")
@pytest.mark.rule("004-5.2.1.3")
@pytest.mark.rule("004-5.2.1.3")
def test_the_first_row_that_fits_decides(
    given_: Circumstances, party: Party, charge: ChargeKind, basis: str
) -> None:
    """Each row with the rule it stands on; labour is waived inside a guarantee only."""
    assert decide(given_) == Decision(party, charge, basis)


@given(ANYTHING)
def test_only_the_customer_ever_pays(found: Circumstances) -> None:
    """Where anything is asked for, the customer bears the cost; else nothing is asked for."""
    decision = decide(found)
    assert (decision.charge is not FREE) == (decision.party is Party.CUSTOMER)


@given(ANYTHING)
@pytest.mark.rule("002-4.5.3.1d")
def test_a_proven_cause_is_never_held(found: Circumstances) -> None:
    """Only a major accident of unknown cause waits for quality."""
    if decide(found).party is Party.UNDECIDED:
        assert found.major
        assert found.cause is UNKNOWN


@given(ANYTHING)
@pytest.mark.rule("002-4.5.3.1e")
def test_qualitys_word_overrides_the_table(found: Circumstances) -> None:
    """Our fault and the supplier's are free; the customer's is paid, whatever covers the item."""
    assert decide_for(Party.OURS, found).charge is FREE
    assert decide_for(Party.SUPPLIER, found) == Decision(Party.SUPPLIER, FREE, "002-4.3.4")
    customers = decide_for(Party.CUSTOMER, found)
    assert customers.party is Party.CUSTOMER
    waived = found.guaranteed and found.customer_fault == "material_only"
    assert customers.charge is (MATERIAL if waived else FULL)
