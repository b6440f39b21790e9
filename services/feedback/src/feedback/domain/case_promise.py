"""What was promised for a case, as far as it concerns feedback; kept from the triage."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from aftercare_clocks import ClockTerms, resolve

VERIFICATION = "remote_verification"
SURVEY = "survey"
OPINION = "complaint_opinion"
FIRST_REPLY = "complaint_first_reply"
SOLUTION = "complaint_solution"

OURS = frozenset({VERIFICATION, SURVEY, OPINION, FIRST_REPLY, SOLUTION})
"""The promises feedback keeps; the others of a case belong to dispatch, inventory and billing."""


@dataclass
class CasePromise:
    """A triaged case: whose it is, who serves it, and what it was promised."""

    id: UUID
    region: str
    request_id: UUID
    number: str
    customer_id: UUID
    centre: str
    department: str
    reported_at: datetime
    clocks: list[ClockTerms]
    parameters: dict[str, str]
    ended: bool = False
    version: int = 0

    def terms(self, name: str) -> ClockTerms | None:
        """The case's own terms of a promise; None where its policy runs no such clock."""
        return next((terms for terms in self.clocks if terms.name == name), None)

    def terms_or_base(self, name: str) -> ClockTerms:
        """Terms of a promise that every case has: its policy's, or those of the base policy."""
        return self.terms(name) or base_terms(name)


@cache
def base_terms(name: str) -> ClockTerms:
    """What the base policy promises where no case has a policy of its own."""
    terms = resolve("base", version=1, effective_from=datetime(2000, 1, 1, tzinfo=UTC)).clock(name)
    assert terms is not None, f"the base policy promises {name}"
    return terms
