"""The customer is not satisfied: the handling sheet goes out again (003-2.2.2e)."""

from uuid import UUID

from aftercare_contracts.feedback import ComplaintReopened
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.complaint import promises
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.views import ComplaintView
from feedback.domain.case_promise import OPINION


class ReopenComplaint(Body):
    """What the customer still misses."""

    reason: Prose
    occurred_at: Moment | None = None


async def reopen_complaint(
    command: ReopenComplaint, complaint_id: UUID, work: Work
) -> ComplaintView:
    """Refuse the closure; the department owes another opinion, the certified manager mediates."""
    RIGHTS.require(work.actor, "complaint.close")
    at = work.moment(command.occurred_at)
    complaint = await scope.target(work.complaints, "complaint", complaint_id, work.actor)
    case = await work.cases.find(request_id=complaint.request_id)
    if case is None:
        raise UnknownRecord("request", complaint.request_id)
    complaint.reopen(
        at,
        work.actor.subject,
        department=work.actor.department,
        reason=command.reason,
        opinion=promises.begun(case, OPINION, at, work),
    )
    reopened = ComplaintReopened(
        request_id=complaint.request_id,
        complaint_id=complaint.id,
        reason=command.reason,
        to_roles=promises.mediators(complaint),
    )
    work.announce(complaint, reopened, at)
    await promises.watch(work, complaint, "opinion")
    return ComplaintView.of(complaint)
