"""The customer was asked: confirmed work is closed, anything else is opened again (002-4.5.1)."""

from aftercare_contracts.feedback import CaseUnsatisfied, CaseVerified
from aftercare_contracts.intake import RequestReopened, RequestVerified
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from intake.application.ports import Work
from intake.application.request.close import papers_out, tell_closed
from intake.domain.request import UNRESOLVED, Request


async def on_case_verified(event: Received[CaseVerified], work: Work) -> None:
    """Close the resolved request; with papers out it waits for them, confirmed (002-4.5.1a)."""
    request = await _awaiting(event, work)
    if request is None:
        return
    at = max(event.time, request.last_act_at)
    outstanding = await papers_out(work, request)
    request.confirm(at, event.data.verification_id, outstanding)
    if outstanding:
        waits = RequestVerified(request_id=request.id, papers_outstanding=outstanding)
        work.announce(request, waits, at)
    else:
        tell_closed(work, request, at)


async def on_case_unsatisfied(event: Received[CaseUnsatisfied], work: Work) -> None:
    """Open the resolved request again; the work on it goes on."""
    request = await _awaiting(event, work)
    if request is None:
        return
    at = max(event.time, request.last_act_at)
    request.reopen(at, event.data.verification_id)
    work.announce(request, RequestReopened(request_id=request.id, reason=event.data.reason), at)


async def _awaiting(
    event: Received[CaseVerified] | Received[CaseUnsatisfied], work: Work
) -> Request | None:
    """The request, if this verification is news to it.

    Raises:
        NotReady: what was verified is not resolved here yet: dispatch's fact is still on its way.

    """
    request = await work.requests.get(event.data.request_id)
    if request.answered_verification == event.data.verification_id:
        return None  # The same answer told again.
    if request.state in UNRESOLVED:
        raise NotReady
    if not request.awaits_confirmation:
        return None  # Confirmed, closed, cancelled or merged: there is nothing left to confirm.
    return request
