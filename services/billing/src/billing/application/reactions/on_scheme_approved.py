"""An approved scheme raises the question who pays, and for paid work its price (002-4.3.6)."""

from uuid import UUID

from aftercare_contracts.dispatch import SchemeApproved
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from billing.application.liability.announce import announce_liability
from billing.application.ports import Work
from billing.application.quote.draft import draft_quote
from billing.domain.charge_decision import (
    CauseKind,
    ChargeKind,
    Circumstances,
    Decision,
    Party,
    decide,
)
from billing.domain.liability import Liability, LiabilityState


async def on_scheme_approved(event: Received[SchemeApproved], work: Work) -> None:
    """Decide the liability, and draft a quote where the customer has to pay."""
    scheme = event.data
    if await work.liabilities.find(scheme_id=scheme.scheme_id) is not None:
        return  # Said twice.
    case = await work.cases.find(request_id=scheme.request_id)
    if case is None:
        raise NotReady  # Triage comes on another stream and is not here yet.
    found = await _found_by_quality(work, scheme.request_id)
    cause = CauseKind(scheme.cause_kind)
    decision = (
        decide(Circumstances.of(case, cause))
        if found is None
        else Decision(found.party, found.charge, found.basis)
    )
    undecided = decision.party is Party.UNDECIDED
    liability = Liability(
        id=new_id(),
        region=case.region,
        request_id=case.request_id,
        scheme_id=scheme.scheme_id,
        customer_id=case.customer_id,
        centre=case.centre,
        cause=cause,
        party=decision.party,
        charge=decision.charge,
        basis=decision.basis,
        opened_at=event.time,
        state=LiabilityState.OPEN if undecided else LiabilityState.DECIDED,
        by_quality=found is not None,
        agreed=found is not None,
        decided_at=None if undecided else event.time,
    )
    work.liabilities.add(liability)
    announce_liability(work, liability, event.time)
    if liability.charge is not ChargeKind.FREE and not case.cancelled:
        await draft_quote(work, event, case, liability)


async def _found_by_quality(work: Work, request_id: UUID) -> Liability | None:
    """What quality settled for an earlier scheme of the case: it overrides the table."""
    earlier = await work.liabilities.every(request_id=request_id)
    return next((each for each in earlier if each.by_quality and not each.held), None)
