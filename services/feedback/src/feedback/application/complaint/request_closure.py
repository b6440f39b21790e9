"""The department asks for closure (闭环申请), stating all it has to (003-2.2.2d)."""

from uuid import UUID

from aftercare_contracts.feedback import ComplaintClosureRequested
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.views import ComplaintView


class RequestClosure(Body):
    """Result statement, improvement measures, opinion on the responsible persons: all needed."""

    result: Prose | None = None
    improvement: Prose | None = None
    responsible_persons: Prose | None = None
    occurred_at: Moment | None = None


async def request_closure(command: RequestClosure, complaint_id: UUID, work: Work) -> ComplaintView:
    """Ask the complaint centre to close; it verifies with the customer."""
    RIGHTS.require(work.actor, "complaint.handle")
    at = work.moment(command.occurred_at)
    complaint = await scope.target(work.complaints, "complaint", complaint_id, work.actor)
    complaint.request_closure(
        at,
        work.actor.subject,
        statement=command.result,
        improvement=command.improvement,
        responsible_persons=command.responsible_persons,
    )
    requested = ComplaintClosureRequested(
        request_id=complaint.request_id, complaint_id=complaint.id
    )
    work.announce(complaint, requested, at)
    return ComplaintView.of(complaint)
