"""What happens when a verification's time has passed and nobody has asked the customer."""

from uuid import UUID

from aftercare_contracts.feedback import VerificationOverdue
from feedback.application.ports import Work

OVERDUE = "verification.overdue"


async def verification_overdue(work: Work, verification_id: UUID) -> None:
    """Say so, once."""
    verification = await work.verifications.get(verification_id)
    if not verification.miss():
        return
    overdue = VerificationOverdue(
        request_id=verification.request_id,
        verification_id=verification.id,
        due_at=verification.due_at,
        escalate_to=list(verification.promise.terms.escalate_to),
    )
    work.announce(verification, overdue)
