"""The technician keeps the log of the case (002-3.2.2)."""

from uuid import UUID

from aftercare_contracts.dispatch import CaseLogWritten
from aftercare_kit.fields import Body, Code, Moment, Prose
from aftercare_kit.unit_of_work import new_id
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views_staff import LogView
from dispatch.domain.case_log import LogEntry, LogKind, PartFate, must_follow_call


class WriteLog(Body):
    """What happened; about a part also whether it is repaired or scrapped."""

    kind: LogKind
    text: Prose
    part_no: Code | None = None
    fate: PartFate | None = None
    occurred_at: Moment | None = None


async def write_log(command: WriteLog, work_order_id: UUID, work: Work) -> LogView:
    """Add a line, also after the work is done: expenses are written off later."""
    RIGHTS.require(work.actor, "work_order.log")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    earlier = await work.case_log.every(work_order_id=order.id)
    must_follow_call(command.kind, earlier, order.responded_at, at)
    entry = LogEntry(
        id=new_id(),
        region=order.region,
        request_id=order.request_id,
        work_order_id=order.id,
        kind=command.kind,
        text=command.text,
        written_by=work.actor.subject,
        happened_at=at,
        part_no=command.part_no,
        fate=command.fate,
    )
    work.case_log.add(entry)
    written = CaseLogWritten(
        request_id=entry.request_id,
        case_log_id=entry.id,
        work_order_id=entry.work_order_id,
        kind=entry.kind.value,
        text=entry.text,
        written_by=entry.written_by,
        part_no=entry.part_no,
        fate=None if entry.fate is None else entry.fate.value,
    )
    work.announce(entry, written, at)
    return LogView.of(entry)
