"""The customer is told and consulted until agreed (003-2.2.2c); the first reply counts (T19)."""

from uuid import UUID

from aftercare_contracts.feedback import ComplaintConsulted, ComplaintReplied
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.complaint import promises
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.views import ComplaintView
from feedback.domain.case_promise import FIRST_REPLY


class Reply(Body):
    """What the customer was told, and whether they agree to it."""

    reply: Prose
    agreed: bool
    occurred_at: Moment | None = None


async def reply_to_complaint(command: Reply, complaint_id: UUID, work: Work) -> ComplaintView:
    """Record a reply; the first one stops the clock of first replies."""
    RIGHTS.require(work.actor, "complaint.reply")
    at = work.moment(command.occurred_at)
    complaint = await scope.target(work.complaints, "complaint", complaint_id, work.actor)
    if complaint.answer(at, command.reply, agreed=command.agreed):
        said = ComplaintReplied(
            request_id=complaint.request_id,
            complaint_id=complaint.id,
            in_time=bool(complaint.promise(FIRST_REPLY).in_time),
            agreed=command.agreed,
        )
        await promises.kept(work, complaint, "first_reply")
    else:
        said = ComplaintConsulted(
            request_id=complaint.request_id, complaint_id=complaint.id, agreed=command.agreed
        )
    work.announce(complaint, said, at)
    return ComplaintView.of(complaint)
