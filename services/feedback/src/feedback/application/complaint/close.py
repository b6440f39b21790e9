"""The complaint centre closes a complaint on the customer's word (003-2.2.2e)."""

from uuid import UUID

from aftercare_contracts.feedback import ComplaintClosed
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.complaint import promises
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.views import ComplaintView


class CloseComplaint(Body):
    """Whether the customer confirmed that they are satisfied, and what they said (004-5.3.2.2)."""

    customer_confirmed: bool
    call_back: Prose | None = None
    occurred_at: Moment | None = None


async def close_complaint(command: CloseComplaint, complaint_id: UUID, work: Work) -> ComplaintView:
    """Close it; the clock of solutions (T20) stops."""
    RIGHTS.require(work.actor, "complaint.close")
    at = work.moment(command.occurred_at)
    complaint = await scope.target(work.complaints, "complaint", complaint_id, work.actor)
    in_time = complaint.close(
        at,
        work.actor.subject,
        department=work.actor.department,
        confirmed=command.customer_confirmed,
        call_back=command.call_back,
    )
    closed = ComplaintClosed(
        request_id=complaint.request_id, complaint_id=complaint.id, in_time=in_time
    )
    work.announce(complaint, closed, at)
    await promises.kept(work, complaint, "solution")
    return ComplaintView.of(complaint)
