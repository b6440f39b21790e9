"""The department does what the customer agreed to."""

from uuid import UUID

from aftercare_contracts.feedback import ComplaintHandled
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.views import ComplaintView


class Handle(Body):
    """What was done."""

    measures: Prose
    occurred_at: Moment | None = None


async def handle_complaint(command: Handle, complaint_id: UUID, work: Work) -> ComplaintView:
    """Record the measures taken."""
    RIGHTS.require(work.actor, "complaint.handle")
    at = work.moment(command.occurred_at)
    complaint = await scope.target(work.complaints, "complaint", complaint_id, work.actor)
    complaint.handle(at, work.actor.subject, command.measures)
    handled = ComplaintHandled(request_id=complaint.request_id, complaint_id=complaint.id)
    work.announce(complaint, handled, at)
    return ComplaintView.of(complaint)
