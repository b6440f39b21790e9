"""A liability decision: who bears the cost of one scheme, open until somebody may say so."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from billing.domain import errors
from billing.domain.charge_decision import CauseKind, ChargeKind, Decision, Party


class LiabilityState(StrEnum):
    """Whether the liable party is known."""

    OPEN = "open"
    DECIDED = "decided"


@dataclass
class Liability:
    """Who bears the cost of one scheme."""

    id: UUID
    region: str
    request_id: UUID
    scheme_id: UUID
    customer_id: UUID
    centre: str
    cause: CauseKind
    party: Party
    charge: ChargeKind
    basis: str
    opened_at: datetime
    state: LiabilityState = LiabilityState.DECIDED
    by_quality: bool = False
    agreed: bool = False
    decided_at: datetime | None = None
    decided_by: str | None = None
    event_id: UUID | None = None
    version: int = 0

    @property
    def held(self) -> bool:
        """Whether settlement waits: the party is not known, or has not agreed (002-4.5.3.1e)."""
        awaits_agreement = self.by_quality and self.party is Party.CUSTOMER and not self.agreed
        return self.state is LiabilityState.OPEN or awaits_agreement

    def decide(self, decision: Decision, *, agreed: bool, by: str, at: datetime) -> None:
        """Quality names the liable party; until a customer has agreed it may think again.

        Raises:
            LiabilityAlreadyDecided: nothing is open any more.
            ActBeforeItsCause: said to lie before the question arose.

        """
        if not self.held:
            raise errors.LiabilityAlreadyDecided(party=self.party, basis=self.basis)
        if at < self.opened_at:
            raise ActBeforeItsCause("002-4.5.3.1d", field="occurred_at")
        self.party, self.charge, self.basis = decision.party, decision.charge, decision.basis
        self.state, self.by_quality, self.agreed = LiabilityState.DECIDED, True, agreed
        self.decided_at, self.decided_by = at, by
