"""A visit's charge: by its actuals, within what was accepted, and traced line by line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.domain.charge import Charge
from billing.domain.charge_decision import CauseKind, ChargeKind, Party
from billing.domain.fees import Effort, Fee, Rates, cents, total_of
from billing.domain.liability import Liability, LiabilityState
from billing.domain.quote import NeededPart, Quote, QuoteState
from billing.domain.visit_facts import Consumption, Outing, VisitFacts
from services.billing.tests import builders as a
from services.billing.tests.unit.test_fees import EFFORTS, RATES

FREE, FULL, MATERIAL = ChargeKind.FREE, ChargeKind.FULL, ChargeKind.MATERIAL_ONLY


def a_charge(
    liability: Liability,
    quote: Quote | None = None,
    effort: Effort | None = None,
    rates: Rates | None = None,
) -> Charge:
    """Computed for a visit as in the printed example, unless said otherwise."""
    charge = Charge(
        id=a.new_id(),
        region=a.REGION,
        request_id=a.new_id(),
        visit_id=a.new_id(),
        scheme_id=a.new_id(),
        liability_id=liability.id,
        customer_id=a.new_id(),
        centre="shenzhen",
        engineer_id=a.new_id(),
        currency="CNY",
        computed_at=a.EARLIER,
    )
    charge.compute(effort or a.an_effort(), rates or Rates(), liability, quote, a.NOW)
    return charge


def test_a_free_case_is_recorded_at_cost() -> None:
    """2,400 spent, nothing asked for."""
    charge = a_charge(a.a_liability(FREE))
    assert (charge.cost, charge.total) == (Decimal("2400.00"), Decimal("0.00"))
    assert charge.free
    assert not charge.held
    assert charge.lines[-1].kind is Fee.REDUCTION


@pytest.mark.rule("002-T1")
def test_an_accepted_quote_is_charged_by_the_actuals() -> None:
    """As expected: 3,864.00; a day less than expected: less."""
    quote = a.an_accepted_quote()
    assert a_charge(a.a_liability(), quote).total == Decimal("3864.00")
    shorter = a_charge(a.a_liability(), quote, a.an_effort(days=1))
    assert shorter.total == Decimal("3220.00")
    assert not shorter.free


def test_nothing_is_charged_above_the_accepted_quote() -> None:
    """Twice the travel costs us, not the customer; the reduction is traced to the acceptance."""
    quote = a.an_accepted_quote()
    charge = a_charge(a.a_liability(), quote, a.an_effort(travel="1200"))

    assert charge.total == quote.total
    assert charge.lines[-1].kind is Fee.REDUCTION
    assert charge.lines[-1].amount == Decimal("-966.00")
    assert charge.lines[-1].source_event_id == quote.accepted_event_id


@pytest.mark.rule("004-5.2.2.4a")
def test_misuse_inside_warranty_pays_the_material_only() -> None:
    """Labour and travel are told and waived; material bears its tax and management."""
    quote = a.a_quote(MATERIAL)
    quote.offer("SC261101", a.EARLIER, a.NOW, in_time=True)
    quote.accept(a.NOW)
    charge = a_charge(a.a_liability(MATERIAL), quote)

    assert (charge.cost, charge.total) == (Decimal("2400.00"), Decimal("1610.00"))
    waived = [line.amount for line in charge.lines if line.kind is Fee.REDUCTION]
    assert waived == [Decimal("-1400.00")]


@pytest.mark.rule("002-4.4.3a")
@pytest.mark.parametrize("state", sorted(set(QuoteState) - {QuoteState.ACCEPTED}))
def test_a_quote_nobody_accepted_is_not_charged(state: QuoteState) -> None:
    """Void, refused, expired or still open: the visit is recorded at cost."""
    quote = a.a_quote()
    quote.state = state
    charge = a_charge(a.a_liability(), quote)
    assert charge.total == 0
    assert charge.free


@pytest.mark.rule("002-4.4.3a")
def test_without_any_quote_nothing_is_charged() -> None:
    """The table's word alone does not make a customer pay."""
    assert a_charge(a.a_liability()).total == 0


@pytest.mark.rule("002-4.5.3.1d")
def test_an_undecided_case_is_held_at_cost() -> None:
    """Nobody can say yet whether it is free."""
    open_ = a.a_liability(FREE, party=Party.UNDECIDED, state=LiabilityState.OPEN)
    charge = a_charge(open_)
    assert (charge.held, charge.free, charge.total) == (True, False, Decimal(0))


@pytest.mark.rule("002-4.5.3.1e")
def test_a_written_agreement_stands_for_a_quote() -> None:
    """The customer's fault, found by quality: all cost, held until both agreed."""
    found = a.a_liability(FULL, by_quality=True)
    charge = a_charge(found)
    assert (charge.held, charge.total) == (True, Decimal("3864.00"))

    found.agreed = True
    assert not a_charge(found).held


def test_every_line_is_traced() -> None:
    """Travel and time to the report, material to its booking, the rest to the decision."""
    effort, liability = a.an_effort(), a.a_liability()
    charge = a_charge(liability, a.an_accepted_quote(), effort)

    sources = {line.kind: line.source_event_id for line in charge.lines}
    assert sources == {
        **dict.fromkeys((Fee.TRAVEL, Fee.LODGING, Fee.MEALS, Fee.LABOUR), effort.source),
        Fee.MATERIAL: effort.material_source,
        **dict.fromkeys((Fee.TAX, Fee.MANAGEMENT), liability.event_id),
    }
    assert charge.unit_prices == {"PB-100": Decimal(1000)}


@given(
    EFFORTS,
    RATES,
    st.sampled_from(ChargeKind),
    st.sampled_from(QuoteState),
    st.decimals(0, 1_000_000, places=2),
)
def test_lines_always_add_up_and_stay_within_the_quote(
    effort: Effort, rates: Rates, kind: ChargeKind, state: QuoteState, told: Decimal
) -> None:
    """Total = sum of lines, at least nothing, at most what was told; free exactly when 0 is due."""
    quote = a.an_accepted_quote(str(told))
    quote.state = state
    charge = a_charge(a.a_liability(kind), quote, effort, rates)

    assert charge.total == total_of(charge.lines) == cents(charge.total)
    assert 0 <= charge.total <= quote.total
    assert all(line.source_event_id for line in charge.lines if line.kind is Fee.REDUCTION)
    assert charge.free == (kind is FREE or state is not QuoteState.ACCEPTED)
    exact = total_of(effort.costs(rates))
    assert charge.cost == cents(exact)


@pytest.mark.parametrize(
    ("fitted", "booked", "complete", "charged"),
    [
        (True, True, True, ["PB-100"]),
        (True, False, False, []),
        (False, False, True, []),
        (False, True, True, []),
    ],
)
def test_facts_are_complete_with_the_report_and_the_parts_it_fitted(
    *, fitted: bool, booked: bool, complete: bool, charged: list[str]
) -> None:
    """A report that fitted nothing waits for nothing, and is charged no part."""
    facts = VisitFacts(a.new_id(), a.REGION, a.new_id(), a.new_id(), a.new_id())
    if booked:
        facts.consumption = Consumption(a.new_id(), [NeededPart("PB-100", 1)])
    assert not facts.complete
    assert facts.parts == []
    facts.outing = Outing(a.new_id(), a.new_id(), a.new_id(), Decimal(600), 2, 1, fitted)

    assert facts.complete is complete
    assert [part.part_no for part in facts.parts] == charged
    if complete:
        effort = facts.effort({"PB-100": Decimal(1000)})
        assert [part.part_no for part in effort.material] == charged


def test_a_charge_knows_no_cause_it_was_not_told() -> None:
    """The decision is frozen with the scheme: a report cannot turn free work into paid work."""
    assert a_charge(a.a_liability(FREE, cause=CauseKind.UNKNOWN)).free
