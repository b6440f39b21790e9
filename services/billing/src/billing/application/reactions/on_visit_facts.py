"""The signed report and the booked parts of a visit together make its charge, in either order."""

from uuid import UUID

from aftercare_contracts.dispatch import ReportSigned
from aftercare_contracts.inventory import PartConsumed
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from billing.application.charge.compute import compute_charge
from billing.application.money import taken_in
from billing.application.ports import Work
from billing.domain.quote import NeededPart
from billing.domain.visit_facts import Consumption, Outing, VisitFacts


async def on_report_signed(event: Received[ReportSigned], work: Work) -> None:
    """Take travel and time from the report, and charge the visit if nothing else is to come."""
    report = event.data
    case = await work.cases.find(request_id=report.request_id)
    if case is None:
        raise NotReady  # Triage comes on another stream and is not here yet.
    facts = await _facts(event, report.visit_id, report.scheme_id, work)
    if facts.outing is not None:
        return  # Said twice.
    facts.outing = Outing(
        event_id=event.id,
        report_id=report.report_id,
        engineer_id=report.engineer_id,
        travel=taken_in(report.times.travel_cost, case.currency),
        days=report.times.days,
        persons=report.times.persons,
        parts_fitted=bool(report.parts),
    )
    await compute_charge(work, facts)


async def on_part_consumed(event: Received[PartConsumed], work: Work) -> None:
    """Take the parts as the store booked them, and charge the visit if its report is here."""
    facts = await _facts(event, event.data.visit_id, event.data.scheme_id, work)
    if facts.consumption is not None:
        return  # Said twice.
    used = [NeededPart(line.part_no, line.quantity) for line in event.data.lines]
    facts.consumption = Consumption(event.id, used)
    if facts.outing is not None and facts.outing.parts_fitted:
        await compute_charge(work, facts)


async def _facts(
    event: Received[ReportSigned] | Received[PartConsumed],
    visit_id: UUID,
    scheme_id: UUID,
    work: Work,
) -> VisitFacts:
    found = await work.visit_facts.find(visit_id=visit_id)
    if found is None:
        found = VisitFacts(
            id=new_id(),
            region=event.region,
            request_id=event.data.request_id,
            visit_id=visit_id,
            scheme_id=scheme_id,
        )
        work.visit_facts.add(found)
    return found
