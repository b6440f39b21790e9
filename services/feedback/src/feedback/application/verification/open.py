"""Opening a verification for a resolved case, and dropping one that lost its cause."""

from datetime import datetime
from uuid import UUID

from aftercare_contracts.feedback import VerificationCancelled, VerificationOpened
from aftercare_kit.ids import new_id
from feedback.application.ports import Work
from feedback.application.verification.overdue import OVERDUE
from feedback.domain.case_promise import VERIFICATION, CasePromise
from feedback.domain.promised import Promised
from feedback.domain.verification import Verification


async def open_verification(
    work: Work, case: CasePromise, work_order_id: UUID, round_: int, at: datetime
) -> None:
    """Have the customer asked, within the time promised for the case.

    Args:
        work: the open transaction.
        case: whose work was resolved.
        work_order_id: which work order resolved it.
        round_: the work order's version when it did.
        at: when it did.

    """
    promise = Promised.begun(case.terms_or_base(VERIFICATION), at, work.now)
    verification = Verification(
        id=new_id(),
        region=case.region,
        request_id=case.request_id,
        number=case.number,
        customer_id=case.customer_id,
        centre=case.centre,
        work_order_id=work_order_id,
        round=round_,
        opened_at=at,
        promise=promise,
        due_at=promise.due_at,
    )
    opened = VerificationOpened(
        request_id=case.request_id, verification_id=verification.id, due_at=promise.due_at
    )
    work.announce(verification, opened, at)
    work.verifications.add(verification)
    await work.timers.set(OVERDUE, verification.id, promise.looked_at)


async def cancel_verification(work: Work, verification: Verification, at: datetime) -> None:
    """Drop an open verification."""
    verification.cancel()
    cancelled = VerificationCancelled(
        request_id=verification.request_id, verification_id=verification.id
    )
    work.announce(verification, cancelled, max(at, verification.opened_at))
    await work.timers.cancel(OVERDUE, verification.id)
