"""The desk writes the head of the outing record; the rest is the engineer's (002-4.4.3b)."""

from uuid import UUID

from aftercare_contracts.dispatch import VisitHeadWritten
from aftercare_kit.fields import Body, Prose
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import VisitView
from dispatch.domain.errors import RecordSigned


class WriteHead(Body):
    """What the service is about, as the customer will read it."""

    task: Prose


async def write_head(command: WriteHead, visit_id: UUID, work: Work) -> VisitView:
    """Write the head anew, as long as the customer has not signed below it."""
    RIGHTS.require(work.actor, "record.head")
    visit, _ = await target_part(work, work.visits, "visit", visit_id)
    if await work.reports.find(visit_id=visit.id) is not None:
        raise RecordSigned
    visit.write_head(command.task, work.actor.subject, work.now)
    written = VisitHeadWritten(
        request_id=visit.request_id,
        visit_id=visit.id,
        work_order_id=visit.work_order_id,
        scheme_id=visit.scheme_id,
        task=visit.task,
        written_by=work.actor.subject,
    )
    work.announce(visit, written)
    return VisitView.of(visit)
