"""The three promises of a complaint: opinion (T18), first reply (T19), solution (T20)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from aftercare_contracts.feedback import ComplaintOverdue
from feedback.application.ports import Work
from feedback.domain.case_promise import FIRST_REPLY, OPINION, SOLUTION, CasePromise
from feedback.domain.complaint import Complaint
from feedback.domain.promised import Promised

What = Literal["opinion", "first_reply", "solution"]

NAMES: dict[What, str] = {"opinion": OPINION, "first_reply": FIRST_REPLY, "solution": SOLUTION}

MEDIATOR = "service_manager_certified"
"""The role that mediates serious complaints and those without agreement (004-5.3.2.2b)."""


def begun(case: CasePromise, name: str, at: datetime, work: Work) -> Promised:
    """A promise of the complaint as it starts to run: the case's own, or the base policy's."""
    return Promised.begun(case.terms_or_base(name), at, work.now)


def mediators(complaint: Complaint) -> list[str]:
    """Whom the complaint goes to besides its department."""
    return [MEDIATOR] if complaint.mediated else []


async def watch(work: Work, complaint: Complaint, *whats: What) -> None:
    """Have the promises looked at when they are due."""
    for what in whats:
        await work.timers.set(kind_of(what), complaint.id, complaint.promise(NAMES[what]).looked_at)


async def kept(work: Work, complaint: Complaint, *whats: What) -> None:
    """Stop looking at promises that were kept."""
    for what in whats:
        await work.timers.cancel(kind_of(what), complaint.id)


def kind_of(what: What) -> str:
    """The kind of timer that looks at a promise."""
    return f"complaint.overdue.{what}"


async def opinion_overdue(work: Work, complaint_id: UUID) -> None:
    """The department has not said how it would handle the complaint."""
    await _overdue(work, complaint_id, "opinion")


async def first_reply_overdue(work: Work, complaint_id: UUID) -> None:
    """The customer has had no reply."""
    await _overdue(work, complaint_id, "first_reply")


async def solution_overdue(work: Work, complaint_id: UUID) -> None:
    """The customer has not confirmed a solution."""
    await _overdue(work, complaint_id, "solution")


async def _overdue(work: Work, complaint_id: UUID, what: What) -> None:
    complaint = await work.complaints.get(complaint_id)
    if not complaint.miss(NAMES[what]):
        return
    overdue = ComplaintOverdue(
        request_id=complaint.request_id,
        complaint_id=complaint.id,
        what=what,
        escalate_to=list(complaint.promise(NAMES[what]).terms.escalate_to),
    )
    work.announce(complaint, overdue)
