"""Resolved work has to be confirmed by the customer, once per time it is resolved (002-4.4.1c)."""

from aftercare_contracts.dispatch import WorkOrderResolved
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from feedback.application.ports import Work
from feedback.application.verification.open import cancel_verification, open_verification


async def on_work_order_resolved(event: Received[WorkOrderResolved], work: Work) -> None:
    """Open a verification for this resolution."""
    case = await work.cases.find(request_id=event.data.request_id)
    if case is None:
        raise NotReady  # Intake's triage travels on another stream and is still on its way.
    if case.ended:
        return  # Cancelled or merged before we heard that it had been resolved.
    round_ = event.aggregate_version
    earlier = await work.verifications.every(request_id=case.request_id)
    if any(verification.round >= round_ for verification in earlier):
        return  # Told again, or overtaken by a later resolution.
    for verification in earlier:
        if verification.open:
            # The work was taken up again before anybody asked: that question has no point now.
            await cancel_verification(work, verification, event.time)
    await open_verification(work, case, event.data.work_order_id, round_, event.time)
