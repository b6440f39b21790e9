"""A faulty unit taken out in the field is expected back, within its clock (002-4.5.3.1a, T11)."""

from uuid import UUID

from aftercare_contracts.dispatch import ReportSigned
from aftercare_contracts.inventory import ReturnDue, ReturnOverdue
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from inventory.application.ports import Work
from inventory.domain.case_terms import CaseTerms, overdue_at
from inventory.domain.part_return import PartReturn, ReturnState

OVERDUE = "return.overdue"


async def expect_returns(event: Received[ReportSigned], terms: CaseTerms, work: Work) -> None:
    """Expect every faulty unit that the report names, once each."""
    report = event.data
    due_at = terms.due_at(event.time)
    taken_out = dict.fromkeys((part.part_no, part.serial_off) for part in report.parts)
    for part_no, serial in taken_out:
        if serial is None:
            continue
        item = PartReturn(
            id=new_id(),
            region=event.region,
            request_id=report.request_id,
            visit_id=report.visit_id,
            report_id=report.report_id,
            asset_id=report.asset_id,
            engineer_id=report.engineer_id,
            centre=terms.centre,
            zone=terms.zone,
            part_no=part_no,
            serial=serial,
            due_at=due_at,
            last_act_at=event.time,
        )
        due = ReturnDue(
            request_id=item.request_id,
            return_id=item.id,
            part_no=part_no,
            serial=serial,
            due_at=due_at,
        )
        work.announce(item, due, event.time)
        work.returns.add(item)
        await work.timers.set(OVERDUE, item.id, overdue_at(due_at, work.now))


async def fire_overdue(work: Work, return_id: UUID) -> None:
    """Say once that the part is not back in time: quality is told."""
    item = await work.returns.get(return_id)
    if item.state is not ReturnState.DUE or item.overdue:
        return
    item.overdue = True
    overdue = ReturnOverdue(
        request_id=item.request_id,
        return_id=item.id,
        part_no=item.part_no,
        serial=item.serial,
        due_at=item.due_at,
    )
    work.announce(item, overdue)
