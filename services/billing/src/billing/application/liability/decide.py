"""Quality finds the liable party of a major accident; held charges go free (002-4.5.3.1d)."""

from typing import Literal
from uuid import UUID

from aftercare_kit.fields import Body, Moment
from billing.application.charge.compute import compute_charge
from billing.application.liability.announce import announce_liability
from billing.application.ports import Work
from billing.application.rights import RIGHTS, must_be_own
from billing.application.views import LiabilityView
from billing.domain.charge_decision import Circumstances, Party, decide_for


class DecideLiability(Body):
    """The liable party; a customer pays only after both agreed in writing."""

    party: Literal["ours", "customer", "supplier"]
    agreed: bool = False
    occurred_at: Moment | None = None


async def decide_liability(
    command: DecideLiability, liability_id: UUID, work: Work
) -> LiabilityView:
    """Decide, and compute anew what waited for it."""
    RIGHTS.require(work.actor, "liability.decide")
    at = work.moment(command.occurred_at)
    liability = await work.liabilities.target(liability_id)
    must_be_own(work.actor, "liability", liability)
    case = await work.cases.find(request_id=liability.request_id)
    assert case is not None, "a liability belongs to a case"
    decision = decide_for(Party(command.party), Circumstances.of(case, liability.cause))
    liability.decide(decision, agreed=command.agreed, by=work.actor.subject, at=at)
    announce_liability(work, liability, at)
    for facts in await work.visit_facts.every(scheme_id=liability.scheme_id):
        await compute_charge(work, facts)
    return LiabilityView.of(liability)
