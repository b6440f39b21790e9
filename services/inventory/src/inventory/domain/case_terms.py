"""What a case promised about its faulty parts, frozen when it was triaged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from aftercare_clocks import BREACH_TICK, ClockTerms, Started, fold

STANDARD_INBOUND = ClockTerms(
    name="inbound", limit=timedelta(hours=16), escalate_to=("quality",), starts="returned"
)
"""T11: faulty parts are inbound 16 hours after the return, where a policy says nothing else."""

LATE_RECORD_GRACE = timedelta(minutes=10)
"""A report recorded long after it was signed leaves this time to record the return as well."""


@dataclass
class CaseTerms:
    """Who serves a case, in which zone, and by when its faulty parts are to be back."""

    id: UUID
    region: str
    request_id: UUID
    customer_id: UUID
    centre: str
    zone: str
    inbound: ClockTerms
    version: int = 0

    def due_at(self, since: datetime) -> datetime:
        """By when a part taken out at that moment has to be inbound (002-4.5.3.1a)."""
        due = fold(self.inbound, [Started(since)]).due_at
        assert due is not None, "a clock that was never held has a due time"
        return due


def overdue_at(due_at: datetime, now: datetime) -> datetime:
    """When to look whether a part is late: right after its due time, or soon if that is past."""
    late = due_at + BREACH_TICK
    return late if late >= now else now + LATE_RECORD_GRACE
