"""A visit's charge: computed once its facts are there, and anew when its liability is decided."""

from datetime import timedelta
from uuid import UUID

from aftercare_contracts.billing import ChargeComputed
from aftercare_kit.errors import NotReady
from aftercare_kit.ids import new_id
from billing.application.money import amount_of, lines_of
from billing.application.ports import Work
from billing.domain.case import Case
from billing.domain.charge import Charge
from billing.domain.fees import Rates
from billing.domain.liability import Liability
from billing.domain.visit_facts import FactsState, VisitFacts

CHARGE = "charge.compute"

ASK_AGAIN = timedelta(hours=1)
"""When to look for missing prices again, should the entry of one not have told."""


async def compute_charge(work: Work, facts: VisitFacts) -> None:
    """Compute the visit's charge from its facts, or note what it waits for.

    Raises:
        NotReady: its case or the approval of its scheme has not arrived yet.

    """
    if facts.outing is None or not facts.complete:
        return
    case = await work.cases.find(request_id=facts.request_id)
    liability = await work.liabilities.find(scheme_id=facts.scheme_id)
    if case is None or liability is None:
        raise NotReady
    quote = await work.quotes.find(scheme_id=facts.scheme_id)
    charge = await work.charges.find(visit_id=facts.visit_id)
    needed = {part.part_no for part in facts.parts}
    prices = dict(await work.unit_prices(needed, case.currency))
    prices |= quote.unit_prices if quote is not None else {}
    prices |= charge.unit_prices if charge is not None else {}
    facts.missing_prices = sorted(needed - prices.keys())
    if facts.missing_prices:
        facts.state = FactsState.UNPRICED
        await work.timers.set(CHARGE, facts.id, work.now + ASK_AGAIN)
        return
    facts.state = FactsState.CHARGED
    if charge is None:
        charge = _new_charge(work, facts, facts.outing.engineer_id, case, liability)
        work.charges.add(charge)
    rates = Rates.of(case.parameters)
    charge.compute(facts.effort(prices), rates, liability, quote, work.now)
    work.announce(charge, _computed(charge))


async def try_again(work: Work, facts_id: UUID) -> None:
    """A price was entered, or an hour passed: see whether the charge can be computed now."""
    facts = await work.visit_facts.get(facts_id)
    if facts.state is FactsState.UNPRICED:
        await compute_charge(work, facts)


def _new_charge(
    work: Work, facts: VisitFacts, engineer_id: UUID, case: Case, liability: Liability
) -> Charge:
    return Charge(
        id=new_id(),
        region=facts.region,
        request_id=facts.request_id,
        visit_id=facts.visit_id,
        scheme_id=facts.scheme_id,
        liability_id=liability.id,
        customer_id=case.customer_id,
        centre=case.centre,
        engineer_id=engineer_id,
        currency=case.currency,
        computed_at=work.now,
    )


def _computed(charge: Charge) -> ChargeComputed:
    return ChargeComputed(
        request_id=charge.request_id,
        charge_id=charge.id,
        visit_id=charge.visit_id,
        quote_id=charge.quote_id,
        free=charge.free,
        held=charge.held,
        cost=amount_of(charge.cost, charge.currency),
        total=amount_of(charge.total, charge.currency),
        lines=lines_of(charge.lines, charge.currency),
    )
