"""A satisfaction survey (售后满意度调查表): sent when a case closes, answered once (002-4.5.1b)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from feedback.domain import errors
from feedback.domain.promised import Promised
from feedback.domain.satisfaction import Step, degree

RULE = "002-4.5.1b"


class SurveyState(StrEnum):
    """Where a survey stands."""

    SENT = "sent"
    ANSWERED = "answered"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Answers:
    """What the customer thinks of our people, their skill, their punctuality, and of it all."""

    attitude: Step
    technical: Step
    punctual: Step
    overall: Step

    @property
    def degree(self) -> Decimal:
        """The satisfaction degree of this one answer."""
        return degree({item: [step] for item, step in asdict(self).items()})

    @property
    def satisfied(self) -> bool:
        """Whether the customer's own overall judgement is "satisfied" or better."""
        return self.overall.satisfied


@dataclass
class Survey:
    """The survey of one closure of a case; `closure` is the version of the request that closed."""

    id: UUID
    region: str
    request_id: UUID
    number: str
    customer_id: UUID
    centre: str
    closure: int
    sent_at: datetime
    promise: Promised
    due_at: datetime
    state: SurveyState = SurveyState.SENT
    answers: Answers | None = None
    comment: str | None = None
    answered_at: datetime | None = None
    recorded_by: str | None = None
    degree: Decimal | None = None
    satisfied: bool | None = None
    version: int = 0

    def answer(self, answers: Answers, comment: str | None, at: datetime, by: str) -> Decimal:
        """Take in the customer's answers; returns the satisfaction degree.

        Raises:
            SurveyNotOpen: answered or expired already.
            ActBeforeItsCause: said before the case was closed.

        """
        if self.state is not SurveyState.SENT:
            raise errors.SurveyNotOpen(state=self.state)
        if at < self.sent_at:
            raise ActBeforeItsCause(RULE, field="occurred_at", sent_at=self.sent_at)
        self.state, self.promise = SurveyState.ANSWERED, self.promise.kept(at)
        self.answers, self.comment = answers, comment
        self.answered_at, self.recorded_by = at, by
        self.degree, self.satisfied = answers.degree, answers.satisfied
        return self.degree

    def expire(self) -> bool:
        """No answer came in time; returns whether that is news."""
        if self.state is not SurveyState.SENT:
            return False
        self.state, self.promise = SurveyState.EXPIRED, self.promise.missed()
        return True
