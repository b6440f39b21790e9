"""The clock of the handling sheet: its type is known within the policy's time (T02, 002-4.2.1b)."""

from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from aftercare_clocks import CalendarSpec, ClockTerms, Started, fold
from aftercare_contracts.intake import RequestTriageOverdue
from intake.application.ports import Work
from intake.domain.policy import PolicyInForce, kept

FORM_DUE = "request.form_due"

LATE_RECORD_GRACE = timedelta(minutes=10)
"""A need recorded long after it was told leaves this time to record its triage too."""


async def start(
    work: Work, request_id: UUID, held: PolicyInForce, hours: CalendarSpec | None, at: datetime
) -> datetime | None:
    """Start the clock; returns when the sheet is due, None where the policy runs no such clock."""
    terms = _terms(held, hours)
    if terms is None:
        return None
    state = fold(terms, [Started(at)])
    if state.breach_at is not None:
        late = state.breach_at < work.now
        fires_at = work.now + LATE_RECORD_GRACE if late else state.breach_at
        await work.timers.set(FORM_DUE, request_id, fires_at)
    return state.due_at


@lru_cache(maxsize=512)
def _terms(held: PolicyInForce, hours: CalendarSpec | None) -> ClockTerms | None:
    with kept(held.policy.name, held.policy.version):
        return held.policy.clock("intake_form", hours=hours)


async def stop(work: Work, request_id: UUID) -> None:
    """The sheet is complete, or no longer needed."""
    await work.timers.cancel(FORM_DUE, request_id)


async def overdue(work: Work, request_id: UUID) -> None:
    """Say once that the sheet is late; the request can still be triaged."""
    request = await work.requests.get(request_id)
    if request.form_due_at is None or not request.miss_form():
        return
    work.announce(request, RequestTriageOverdue(request_id=request.id, due_at=request.form_due_at))
