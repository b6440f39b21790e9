"""Inbound inspection: what fails has its nonconformity report in the same act (002-4.5.3.1c)."""

from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_contracts.inventory import InspectionFailed, InspectionPassed
from aftercare_contracts.numbers import series_of
from aftercare_kit.fields import Body, Line, Moment, Prose
from inventory.application.part_return.reach import reach_return
from inventory.application.ports import Work
from inventory.application.rights import RIGHTS
from inventory.application.views import ReturnView
from inventory.domain.part_return import (
    Disposition,
    Nonconformity,
    PartReturn,
    must_be_reported,
)

NONCONFORMITY_REPORT = "BH"
"""不合格: the sources print no number for this form, so it is numbered like the others."""


class InspectReturn(Body):
    """Pass or fail; a failing item needs its defect and disposition."""

    result: Literal["pass", "fail"]
    defect: Prose | None = None
    cause: Line | None = None
    disposition: Disposition | None = None
    occurred_at: Moment | None = None


async def inspect_return(command: InspectReturn, return_id: UUID, work: Work) -> ReturnView:
    """Record the inspection of a received item."""
    RIGHTS.require(work.actor, "return.inspect")
    at = work.moment(command.occurred_at)
    item = await reach_return(work, return_id)
    item.must_be_received()
    told = must_be_reported(command.defect, command.disposition, passed=command.result == "pass")
    if told is None:
        item.accept(at)
        work.announce(item, _passed(item), at)
        return ReturnView.of(item)
    defect, disposition = told
    series = series_of(NONCONFORMITY_REPORT, at.astimezone(ZoneInfo(item.zone)).date())
    report = Nonconformity(
        number=work.numbers.issue("nonconformity_report", series),
        defect=defect,
        cause=command.cause,
        disposition=disposition,
        decided_by=work.actor.subject,
    )
    item.reject(report, at)
    work.announce(item, _failed(item, report), at)
    return ReturnView.of(item)


def _passed(item: PartReturn) -> InspectionPassed:
    return InspectionPassed(
        request_id=item.request_id, return_id=item.id, part_no=item.part_no, serial=item.serial
    )


def _failed(item: PartReturn, report: Nonconformity) -> InspectionFailed:
    return InspectionFailed(
        request_id=item.request_id,
        return_id=item.id,
        part_no=item.part_no,
        serial=item.serial,
        defect=report.defect,
        disposition=report.disposition.value,
        number=report.number,
    )
