"""Taking down what the customer says about the resolved fault (002-4.4.1c)."""

from uuid import UUID

from aftercare_contracts.feedback import CaseUnsatisfied, CaseVerified
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.verification.overdue import OVERDUE
from feedback.application.views import VerificationView


class RecordVerification(Body):
    """Whether the customer confirms that the fault is gone, and what is missing if not."""

    satisfied: bool
    reason: Prose | None = None
    occurred_at: Moment | None = None


async def record_verification(
    command: RecordVerification, verification_id: UUID, work: Work
) -> VerificationView:
    """Give the verification its one outcome; intake closes or reopens the case by it."""
    RIGHTS.require(work.actor, "verification.record")
    at = work.moment(command.occurred_at)
    found = await scope.target(work.verifications, "verification", verification_id, work.actor)
    found.record(at, work.actor.subject, satisfied=command.satisfied, reason=command.reason)
    if found.reason is None or command.satisfied:
        said = CaseVerified(request_id=found.request_id, verification_id=found.id)
    else:
        said = CaseUnsatisfied(
            request_id=found.request_id, verification_id=found.id, reason=found.reason
        )
    work.announce(found, said, at)
    await work.timers.cancel(OVERDUE, found.id)
    return VerificationView.of(found)
