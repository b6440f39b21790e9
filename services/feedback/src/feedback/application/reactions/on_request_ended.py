"""A cancelled or merged request needs no confirmation by the customer any more."""

from datetime import datetime
from uuid import UUID

from aftercare_contracts.intake import RequestCancelled, RequestMerged
from aftercare_kit.events import Received
from feedback.application.ports import Work
from feedback.application.verification.open import cancel_verification


async def on_request_cancelled(event: Received[RequestCancelled], work: Work) -> None:
    """Nobody is asked about a withdrawn case; a complaint about it goes on."""
    await _end(event.data.request_id, event.time, work)


async def on_request_merged(event: Received[RequestMerged], work: Work) -> None:
    """The customer is asked about the other request."""
    await _end(event.data.request_id, event.time, work)


async def _end(request_id: UUID, at: datetime, work: Work) -> None:
    case = await work.cases.find(request_id=request_id)
    if case is None:
        return  # Never triaged: nothing was promised and nobody worked on it.
    # Kept, for dispatch may say of this case later that it had been resolved just before.
    case.ended = True
    for verification in await work.verifications.every(request_id=request_id):
        if verification.open:
            await cancel_verification(work, verification, at)
