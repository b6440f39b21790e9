"""A service scheme (售后服务方案): how the fault is to be cleared, reviewed before it is done."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors


class SchemeState(StrEnum):
    """Where a scheme stands: drafting is the author's own affair until it is submitted."""

    IN_REVIEW = "in_review"
    AWAITING_GENERAL_MANAGER = "awaiting_general_manager"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class CauseKind(StrEnum):
    """What kind of cause the author found; billing decides the liability by it."""

    PRODUCT_QUALITY = "product_quality"
    CUSTOMER_USE = "customer_use"
    SUPPLIER = "supplier"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class NeededPart:
    """So many of a part."""

    part_no: str
    quantity: int


@dataclass(frozen=True)
class Approval:
    """One step of the review: who, when, with which words."""

    by: str
    at: datetime
    step: str


@dataclass(frozen=True)
class Proposal:
    """What a scheme proposes; resubmitted as a whole."""

    cause: str
    cause_kind: CauseKind
    action: str
    skills: list[str]
    parts: list[NeededPart]
    labour_days: int
    persons: int
    travel_estimate: Decimal
    complex: bool


@dataclass
class Scheme:
    """A proposal on its way through review. `last_act_at` is when its latest step was taken."""

    id: UUID
    region: str
    request_id: UUID
    work_order_id: UUID
    author: str
    major: bool
    proposal: Proposal
    submitted_at: datetime
    last_act_at: datetime
    state: SchemeState = SchemeState.IN_REVIEW
    approvals: list[Approval] = field(default_factory=list[Approval])
    returned_because: str | None = None
    version: int = 0

    @property
    def under_way(self) -> bool:
        """Whether it is in review or approved, so that another scheme has no place beside it."""
        return self.state not in {SchemeState.RETURNED, SchemeState.WITHDRAWN}

    def approve(self, by: str, at: datetime, *, general_manager: bool) -> bool:
        """Pass one step of the review.

        A scheme for a major quality problem passes twice: a reviewer, then the general manager.

        Returns:
            Whether the scheme may now be carried out.

        Raises:
            AuthorMayNotApprove: 000-6.4.
            GeneralManagerMustApprove: 002-4.2.2c.
            SchemeNotInReview: it is not waiting for an approval.
            ActBeforeItsCause: nobody approves what was not submitted yet (002-4.2.2b).

        """
        if by == self.author:
            raise errors.AuthorMayNotApprove
        if self.state is SchemeState.AWAITING_GENERAL_MANAGER:
            if not general_manager:
                raise errors.GeneralManagerMustApprove
            self._approve("general_manager", by, at, SchemeState.APPROVED)
            return True
        if self.state is not SchemeState.IN_REVIEW:
            raise errors.SchemeNotInReview(state=self.state)
        if self.major and not general_manager:
            self._approve("review", by, at, SchemeState.AWAITING_GENERAL_MANAGER)
            return False
        self._approve("general_manager" if self.major else "review", by, at, SchemeState.APPROVED)
        return True

    def _approve(self, step: str, by: str, at: datetime, state: SchemeState) -> None:
        self._follow(at)
        self.approvals = [*self.approvals, Approval(by, at, step)]
        self.state = state

    def _follow(self, at: datetime) -> None:
        if at < self.last_act_at:
            raise ActBeforeItsCause("002-4.2.2b", field="occurred_at", last_act_at=self.last_act_at)
        self.last_act_at = at

    def give_back(self, by: str, at: datetime, reason: str) -> None:
        """Return the scheme to its author with reasons (000-6.4)."""
        if self.state not in {SchemeState.IN_REVIEW, SchemeState.AWAITING_GENERAL_MANAGER}:
            raise errors.SchemeNotInReview(state=self.state)
        if by == self.author:
            raise errors.AuthorMayNotApprove
        self._follow(at)
        self.state, self.returned_because = SchemeState.RETURNED, reason

    def resubmit(self, by: str, at: datetime, proposal: Proposal) -> None:
        """Have the author submit a returned scheme again; its review starts over (000-6.4)."""
        if self.state is not SchemeState.RETURNED:
            raise errors.SchemeNotReturned(state=self.state)
        if by != self.author:
            raise errors.OnlyAuthorResubmits
        self._follow(at)
        self.proposal, self.submitted_at = proposal, at
        self.state, self.approvals, self.returned_because = SchemeState.IN_REVIEW, [], None

    def withdraw(self) -> None:
        """Drop it: the customer refused its price, or the work was cancelled."""
        if not self.under_way:
            raise errors.SchemeNotInReview(state=self.state)
        self.state = SchemeState.WITHDRAWN
