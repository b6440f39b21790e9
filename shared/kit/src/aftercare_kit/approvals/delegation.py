"""Who stands in for whom while somebody is away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from aftercare_kit.approvals import errors

LONGEST = timedelta(days=92)
"""Longer than that is another person in the role, not a delegation."""


@dataclass
class Delegation:
    """One person lends own roles to another, for approvals only, for a time."""

    id: UUID
    region: str
    delegator: str
    delegate: str
    roles: list[str]
    starts_at: datetime
    ends_at: datetime
    reason: str
    ended_at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if self.delegate == self.delegator:
            raise errors.DelegationInvalid(field="delegate")
        if not timedelta() < self.ends_at - self.starts_at <= LONGEST:
            raise errors.DelegationInvalid(field="ends_at")

    def end(self, at: datetime) -> None:
        """Be back earlier."""
        if self.ended_at is not None or at >= self.ends_at:
            raise errors.DelegationOver
        self.ended_at = at
