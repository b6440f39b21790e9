"""What follows a contract that ends: a new scheme, approved, then signed (000-4.3i, 000-4.2g)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from intake.domain import errors
from intake.domain.contract import PeriodTerms
from intake.domain.entitlement import months_later


class RenewalState(StrEnum):
    """Where a renewal stands."""

    DUE = "due"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    SIGNED = "signed"
    DECLINED = "declined"


class RenewalStep(StrEnum):
    """What can happen to a renewal."""

    DRAFT = "draft"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    SIGN = "sign"
    DECLINE = "decline"


_R = RenewalState
RENEWAL_STEPS: Mapping[RenewalStep, tuple[frozenset[RenewalState], RenewalState]] = {
    RenewalStep.DRAFT: (frozenset({_R.DUE}), _R.IN_APPROVAL),
    RenewalStep.APPROVE: (frozenset({_R.IN_APPROVAL}), _R.APPROVED),
    RenewalStep.SEND_BACK: (frozenset({_R.IN_APPROVAL}), _R.DUE),
    RenewalStep.SIGN: (frozenset({_R.APPROVED}), _R.SIGNED),
    RenewalStep.DECLINE: (frozenset({_R.DUE, _R.APPROVED}), _R.DECLINED),
}
"""Step -> the states it may follow, and the state it leads to; there are no others."""


@dataclass(frozen=True)
class NewScheme(PeriodTerms):
    """The O&M period that is offered, and how it will be served."""

    text: str
    author: str


@dataclass
class Renewal:
    """The task of renewing one contract. `last_act_at` is when its latest step was taken."""

    id: UUID
    region: str
    contract_id: UUID
    customer_id: UUID
    centre: str
    ends_on: date
    last_act_at: datetime
    state: RenewalState = RenewalState.DUE
    scheme: NewScheme | None = None
    new_contract_id: UUID | None = None
    declined_because: str | None = None
    version: int = 0

    def _do(self, step: RenewalStep, at: datetime) -> None:
        before, after = RENEWAL_STEPS[step]
        if self.state not in before:
            if step is RenewalStep.SIGN:
                raise errors.RenewalNotApproved(state=self.state)
            raise errors.RenewalOutOfOrder(state=self.state, step=step)
        if at < self.last_act_at:
            raise ActBeforeItsCause("000-4.3i", field="occurred_at", last_act_at=self.last_act_at)
        self.state, self.last_act_at = after, at

    def draft(self, at: datetime, scheme: NewScheme) -> None:
        """Region proposes what follows; a scheme sent back is drafted anew."""
        self._do(RenewalStep.DRAFT, at)
        self.scheme = scheme

    def approve(self, at: datetime) -> None:
        """The last approval was given (000-4.2g)."""
        self._do(RenewalStep.APPROVE, at)

    def send_back(self, at: datetime) -> None:
        """The scheme is drafted anew."""
        self._do(RenewalStep.SEND_BACK, at)

    def sign(self, at: datetime, contract_id: UUID) -> tuple[date, date]:
        """The customer signed; returns the first and the last day of the O&M period.

        It follows the contract that ends, without a gap (000-3.4).

        Raises:
            RenewalNotApproved: nobody signs for what was not approved (000-4.2g).

        """
        self._do(RenewalStep.SIGN, at)
        assert self.scheme is not None, "what is approved was drafted"
        self.new_contract_id = contract_id
        first = self.ends_on + timedelta(days=1)
        return first, months_later(first, self.scheme.months) - timedelta(days=1)

    def decline(self, at: datetime, reason: str) -> None:
        """The customer goes without."""
        self._do(RenewalStep.DECLINE, at)
        self.declined_because = reason
