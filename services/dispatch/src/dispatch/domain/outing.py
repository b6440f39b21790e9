"""The application for an outing (外出服务申请单): who leaves, when, how and at what cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors

LONGEST = timedelta(days=60)


class OutingState(StrEnum):
    """Where an application stands; one that is returned is filed, and another one written."""

    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Transport(StrEnum):
    """How people get there."""

    RAIL = "rail"
    AIR = "air"
    CAR = "car"
    BUS = "bus"


@dataclass(frozen=True)
class Journey:
    """Whom the department sends, what for, from when until when, how, and at what cost."""

    staff: list[str]
    purpose: str
    leaves_at: datetime
    returns_at: datetime
    transport: Transport
    estimate: Decimal

    def __post_init__(self) -> None:
        if not timedelta() < self.returns_at - self.leaves_at <= LONGEST:
            raise errors.OutingWindowInvalid(field="returns_at")


@dataclass
class Outing:
    """One application, for the outing that carries one scheme out."""

    id: UUID
    region: str
    number: str
    request_id: UUID
    work_order_id: UUID
    scheme_id: UUID
    author: str
    journey: Journey
    applied_at: datetime
    last_act_at: datetime
    state: OutingState = OutingState.IN_REVIEW
    decided_by: str | None = None
    decided_at: datetime | None = None
    returned_because: str | None = None
    version: int = 0

    @property
    def under_way(self) -> bool:
        """Whether it is in review or approved, so that another one has no place beside it."""
        return self.state in {OutingState.IN_REVIEW, OutingState.APPROVED}

    def must_be_in_review(self, at: datetime) -> None:
        """Refuse a decision on what is decided, or one before the application."""
        if self.state is not OutingState.IN_REVIEW:
            raise errors.OutingNotInReview(state=self.state)
        if at < self.last_act_at:
            raise ActBeforeItsCause("002-4.4.2", field="occurred_at", last_act_at=self.last_act_at)

    def pass_step(self, by: str, at: datetime, *, last: bool) -> None:
        """Note a step of its approval; after the last the outing may begin."""
        self.must_be_in_review(at)
        self.last_act_at = at
        if last:
            self.state, self.decided_by, self.decided_at = OutingState.APPROVED, by, at

    def give_back(self, by: str, at: datetime, reason: str) -> None:
        """Say no, with reasons."""
        self.must_be_in_review(at)
        self.state, self.decided_by, self.decided_at = OutingState.RETURNED, by, at
        self.last_act_at, self.returned_because = at, reason

    def withdraw(self) -> None:
        """Nobody leaves: the scheme it was for is given up."""
        if not self.under_way:
            raise errors.OutingNotInReview(state=self.state)
        self.state = OutingState.WITHDRAWN


def must_be_alone(outings: Iterable[Outing], scheme_id: UUID) -> None:
    """Refuse a second application for an outing that is applied for."""
    for other in outings:
        if other.under_way and other.scheme_id == scheme_id:
            raise errors.OutingAppliedForAlready(number=other.number)


def must_be_approved(outings: Iterable[Outing], scheme_id: UUID) -> None:
    """Refuse to leave for a scheme whose outing nobody agreed to (002-4.4.2)."""
    approved = {each.scheme_id for each in outings if each.state is OutingState.APPROVED}
    if scheme_id not in approved:
        raise errors.OutingNotApproved
