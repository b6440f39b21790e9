"""A verification (回访确认): the customer is asked whether the fault is gone (002-4.4.1c)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from feedback.domain import errors
from feedback.domain.promised import Promised

RULE = "002-4.4.1c"


class VerificationState(StrEnum):
    """Where a verification stands."""

    OPEN = "open"
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    CANCELLED = "cancelled"


@dataclass
class Verification:
    """One question to the customer, for one time the work was resolved.

    `round` is the version of the work order that was resolved: it tells one resolution from the
    next, and a repeated fact from a new one.
    """

    id: UUID
    region: str
    request_id: UUID
    number: str
    customer_id: UUID
    centre: str
    work_order_id: UUID
    round: int
    opened_at: datetime
    promise: Promised
    due_at: datetime
    state: VerificationState = VerificationState.OPEN
    recorded_by: str | None = None
    verified_at: datetime | None = None
    reason: str | None = None
    version: int = 0

    @property
    def open(self) -> bool:
        """Whether the customer is still to be asked."""
        return self.state is VerificationState.OPEN

    def must_be_open(self) -> None:
        """Refuse a second outcome."""
        if not self.open:
            raise errors.VerificationNotOpen(state=self.state)

    def record(self, at: datetime, by: str, *, satisfied: bool, reason: str | None) -> None:
        """Take down what the customer said.

        Raises:
            VerificationNotOpen: it has an outcome, or fell away with its case.
            UnsatisfiedReasonMissing: not satisfied, but nobody wrote down why.
            ActBeforeItsCause: said before the work was done.

        """
        self.must_be_open()
        if not satisfied and reason is None:
            raise errors.UnsatisfiedReasonMissing(field="reason")
        if at < self.opened_at:
            raise ActBeforeItsCause(RULE, field="occurred_at", opened_at=self.opened_at)
        self.state = VerificationState.SATISFIED if satisfied else VerificationState.UNSATISFIED
        self.promise = self.promise.kept(at)
        self.verified_at, self.recorded_by, self.reason = at, by, reason

    def miss(self) -> bool:
        """Nobody has asked in time; returns whether that is news."""
        if not self.open or self.promise.overdue:
            return False
        self.promise = self.promise.missed()
        return True

    def cancel(self) -> None:
        """Drop the question: its case has ended, or its work was taken up again."""
        self.must_be_open()
        self.state = VerificationState.CANCELLED
