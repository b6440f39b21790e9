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
    AWAITING_CUSTOMER = "awaiting_customer"
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
class Consent:
    """The customer's word on a scheme, as a record: whose, how given, and its proof (002-4.3.3b).

    `by` is who spoke for the customer: the customer, a representative, or the military one.
    """

    given: bool
    by: str
    channel: str
    at: datetime
    recorded_by: str
    sha256: str | None = None


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


UNDER_REVIEW = frozenset({SchemeState.IN_REVIEW, SchemeState.AWAITING_GENERAL_MANAGER})


@dataclass
class Scheme:
    """A proposal on its way through review. `last_act_at` is when its latest step was taken.

    Who may take which step of the review is the approval's affair; a scheme says what follows.
    """

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
    consent_needed: bool = False
    consent: Consent | None = None
    version: int = 0

    @property
    def under_way(self) -> bool:
        """Whether it is in review or approved, so that another scheme has no place beside it."""
        return self.state not in {SchemeState.RETURNED, SchemeState.WITHDRAWN}

    def must_be_in_review(self, at: datetime) -> None:
        """Refuse a step of a review that is over, or one before the step it follows.

        Raises:
            SchemeNotInReview: it is not waiting for an approval.
            ActBeforeItsCause: nobody approves what was not submitted yet (002-4.2.2b).

        """
        if self.state not in UNDER_REVIEW:
            raise errors.SchemeNotInReview(state=self.state)
        self._must_follow(at)

    def pass_step(self, step: str, by: str, at: datetime, *, then: SchemeState | None) -> bool:
        """Note a step of the review that was taken.

        Args:
            step: its name.
            by: who took it.
            at: when.
            then: the state while another step is left; None after the last.

        Returns:
            Whether the scheme may now be carried out: reviewed, and agreed to where the policy
            asks the customer (002-4.3.3b).

        """
        self.must_be_in_review(at)
        self.approvals = [*self.approvals, Approval(by, at, step)]
        self.last_act_at = at
        last = SchemeState.AWAITING_CUSTOMER if self.consent_needed else SchemeState.APPROVED
        self.state = then or last
        return self.state is SchemeState.APPROVED

    def hear_customer(self, consent: Consent) -> bool:
        """Record the customer's word; a refusal sends the scheme back to its author."""
        if self.state is not SchemeState.AWAITING_CUSTOMER:
            raise errors.ConsentNotAsked(state=self.state)
        self._must_follow(consent.at)
        self.consent, self.last_act_at = consent, consent.at
        self.state = SchemeState.APPROVED if consent.given else SchemeState.RETURNED
        return consent.given

    def give_back(self, at: datetime, reason: str) -> None:
        """Return the scheme to its author with reasons (000-6.4)."""
        self.must_be_in_review(at)
        self.state, self.last_act_at, self.returned_because = SchemeState.RETURNED, at, reason

    def resubmit(self, by: str, at: datetime, proposal: Proposal) -> None:
        """Have the author submit a returned scheme again; its review starts over (000-6.4)."""
        if self.state is not SchemeState.RETURNED:
            raise errors.SchemeNotReturned(state=self.state)
        if by != self.author:
            raise errors.OnlyAuthorResubmits
        self._must_follow(at)
        self.proposal, self.submitted_at, self.last_act_at = proposal, at, at
        self.state, self.approvals, self.returned_because = SchemeState.IN_REVIEW, [], None
        self.consent = None

    def withdraw(self) -> None:
        """Drop it: the customer refused its price, or the work was cancelled."""
        if not self.under_way:
            raise errors.SchemeNotInReview(state=self.state)
        self.state = SchemeState.WITHDRAWN

    def _must_follow(self, at: datetime) -> None:
        if at < self.last_act_at:
            raise ActBeforeItsCause("002-4.2.2b", field="occurred_at", last_act_at=self.last_act_at)
