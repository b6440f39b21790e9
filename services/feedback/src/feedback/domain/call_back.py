"""The call-back (回访) after something was brought into service (004-5.2.2.2, 004-5.3.1.4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from feedback.domain import errors
from feedback.domain.promised import Promised

RULE = "004-5.2.2.2"


class CallBackState(StrEnum):
    """Where a call-back stands."""

    OPEN = "open"
    RECORDED = "recorded"


@dataclass(frozen=True)
class Word:
    """The four questions: punctual, done in one go, how expert (5 the best), and what else."""

    punctual: bool
    in_one_go: bool
    expertise: int
    opinion: str | None = None


@dataclass
class CallBack:
    """One call about one service order; `number` and `kind` say which service it was."""

    id: UUID
    region: str
    service_order_id: UUID
    number: str
    kind: str
    customer_id: UUID | None
    centre: str
    opened_at: datetime
    promise: Promised
    due_at: datetime
    state: CallBackState = CallBackState.OPEN
    word: Word | None = None
    called_at: datetime | None = None
    recorded_by: str | None = None
    version: int = 0

    @property
    def open(self) -> bool:
        """Whether the customer is still to be called."""
        return self.state is CallBackState.OPEN

    def record(self, at: datetime, by: str, word: Word) -> bool:
        """Take down what the customer said; returns whether they were called in time.

        Raises:
            CallBackNotOpen: it has been recorded.
            ActBeforeItsCause: said before the papers were in.

        """
        if not self.open:
            raise errors.CallBackNotOpen(state=self.state)
        if at < self.opened_at:
            raise ActBeforeItsCause(RULE, field="occurred_at", opened_at=self.opened_at)
        self.state, self.word = CallBackState.RECORDED, word
        self.called_at, self.recorded_by = at, by
        self.promise = self.promise.kept(at)
        return bool(self.promise.in_time)

    def miss(self) -> bool:
        """Nobody has called in time; returns whether that is news."""
        if not self.open or self.promise.overdue:
            return False
        self.promise = self.promise.missed()
        return True
