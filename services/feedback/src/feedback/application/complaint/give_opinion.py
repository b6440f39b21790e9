"""The department returns its handling opinion (003-2.2.2b)."""

from uuid import UUID

from aftercare_contracts.feedback import ComplaintOpinionGiven
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.complaint import promises
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.views import ComplaintView
from feedback.domain.case_promise import OPINION


class GiveOpinion(Body):
    """How the department would handle the complaint."""

    opinion: Prose
    occurred_at: Moment | None = None


async def give_opinion(command: GiveOpinion, complaint_id: UUID, work: Work) -> ComplaintView:
    """Take the opinion in; its clock (T18) stops."""
    RIGHTS.require(work.actor, "complaint.handle")
    at = work.moment(command.occurred_at)
    complaint = await scope.target(work.complaints, "complaint", complaint_id, work.actor)
    complaint.give_opinion(at, work.actor.subject, command.opinion)
    given = ComplaintOpinionGiven(
        request_id=complaint.request_id,
        complaint_id=complaint.id,
        in_time=bool(complaint.promise(OPINION).in_time),
    )
    work.announce(complaint, given, at)
    await promises.kept(work, complaint, "opinion")
    return ComplaintView.of(complaint)
