"""What feedback answers: read-only pictures of its aggregates."""

from datetime import datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from feedback.domain.satisfaction import METHOD


class View(BaseModel):
    """A picture of an aggregate, taken from its fields of the same name."""

    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def of(cls, aggregate: object) -> Self:
        """The picture of one aggregate or row."""
        return cls.model_validate(aggregate)


class PromiseView(View):
    """A promise: when it falls due, or how it ended."""

    name: str
    due_at: datetime
    kept_at: datetime | None
    in_time: bool | None
    overdue: bool


class CaseView(View):
    """What every record of feedback says about its case."""

    id: UUID
    version: int
    request_id: UUID
    number: str
    customer_id: UUID
    centre: str
    state: str


class VerificationView(CaseView):
    """One line of the call list, and its outcome."""

    work_order_id: UUID
    opened_at: datetime
    due_at: datetime
    promise: PromiseView
    verified_at: datetime | None
    reason: str | None


class WordView(View):
    punctual: bool
    in_one_go: bool
    expertise: int
    opinion: str | None


class CallBackView(View):
    """A call about something that was brought into service, and what the customer said."""

    id: UUID
    version: int
    service_order_id: UUID
    number: str
    kind: str
    customer_id: UUID | None
    centre: str
    state: str
    opened_at: datetime
    due_at: datetime
    promise: PromiseView
    word: WordView | None
    called_at: datetime | None


class AnswersView(View):
    attitude: int
    technical: int
    punctual: int
    overall: int


class SurveyView(CaseView):
    """A survey with its score; `method` says how the degree was computed."""

    sent_at: datetime
    due_at: datetime
    promise: PromiseView
    answers: AnswersView | None
    comment: str | None
    answered_at: datetime | None
    degree: Decimal | None
    satisfied: bool | None
    method: str = METHOD


class ComplaintView(CaseView):
    """A complaint as its customer may see it too."""

    level: str
    content: str
    accepted_at: datetime
    promises: list[PromiseView]
    replied_at: datetime | None
    reply: str | None
    agreed: bool
    measures: str | None
    reopened_because: str | None
    closed_at: datetime | None


class ResultView(View):
    statement: str
    improvement: str
    responsible_persons: str


class ComplaintFile(ComplaintView):
    """The complaint file (投诉档案); the fields below are for our own people only."""

    department: str | None
    accepted_by: str | None
    opinion: str | None
    result: ResultView | None
    handlers: list[str]
    call_back: str | None
    closed_by: str | None

    def for_the_customer(self) -> Self:
        """The same without what departments say among themselves."""
        return self.model_copy(
            update={
                "department": None,
                "accepted_by": None,
                "opinion": None,
                "result": None,
                "handlers": [],
                "call_back": None,
                "closed_by": None,
            }
        )
