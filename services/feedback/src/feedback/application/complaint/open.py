"""A complaint is accepted, its tracking sheet goes out and its promises run (003-2.2.2a)."""

from uuid import UUID

from aftercare_contracts.feedback import ComplaintOpened
from aftercare_kit.errors import ActBeforeItsCause, UnknownRecord
from aftercare_kit.fields import Body, Moment, Prose
from aftercare_kit.ids import new_id
from feedback.application import scope
from feedback.application.complaint import promises
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.views import ComplaintView
from feedback.domain.case_promise import FIRST_REPLY, OPINION, SOLUTION
from feedback.domain.complaint import Complaint
from feedback.domain.complaint_steps import Level


class OpenComplaint(Body):
    """Which case the customer complains of, how gravely, and what they say."""

    request_id: UUID
    level: Level
    content: Prose
    occurred_at: Moment | None = None


async def open_complaint(command: OpenComplaint, work: Work) -> ComplaintView:
    """Accept the complaint; the case's department gets the tracking sheet."""
    RIGHTS.require(work.actor, "complaint.open")
    if command.occurred_at is not None:
        RIGHTS.require(work.actor, "complaint.backdate")
    at = work.moment(command.occurred_at)
    case = await work.cases.find(request_id=command.request_id)
    if case is None or not scope.reaches(work.actor, case):
        raise UnknownRecord("request", command.request_id)
    if at < case.reported_at:
        raise ActBeforeItsCause("003-2.2.2a", field="occurred_at", reported_at=case.reported_at)
    complaint = Complaint(
        id=new_id(),
        region=case.region,
        request_id=case.request_id,
        number=case.number,
        customer_id=case.customer_id,
        centre=case.centre,
        department=case.department,
        level=command.level,
        content=command.content,
        accepted_at=at,
        accepted_by=work.actor.subject,
        last_act_at=at,
        promises=[
            promises.begun(case, name, at, work) for name in (OPINION, FIRST_REPLY, SOLUTION)
        ],
    )
    opened = ComplaintOpened(
        request_id=complaint.request_id,
        complaint_id=complaint.id,
        level=complaint.level.value,
        first_reply_due_at=complaint.promise(FIRST_REPLY).due_at,
        solution_due_at=complaint.promise(SOLUTION).due_at,
        department=complaint.department,
        to_roles=promises.mediators(complaint),
    )
    work.announce(complaint, opened, at)
    work.complaints.add(complaint)
    await promises.watch(work, complaint, "opinion", "first_reply", "solution")
    return ComplaintView.of(complaint)
