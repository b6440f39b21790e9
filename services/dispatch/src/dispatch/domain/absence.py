"""Time an engineer is not there: leave, illness, training."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain import errors

LONGEST = timedelta(days=366)


class AbsenceKind(StrEnum):
    """Why somebody is not there; nobody outside the register is told."""

    LEAVE = "leave"
    ILLNESS = "illness"
    TRAINING = "training"
    OTHER = "other"

    @property
    def can_wait(self) -> bool:
        """Whether visits go first: illness asks nobody."""
        return self is not AbsenceKind.ILLNESS


@dataclass
class Absence:
    """From when until when somebody is not there."""

    id: UUID
    region: str
    engineer_id: UUID
    kind: AbsenceKind
    begins_at: datetime
    ends_at: datetime
    cancelled: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        if not timedelta() < self.ends_at - self.begins_at <= LONGEST:
            raise errors.AbsenceInvalid(field="ends_at")

    def cancel(self, now: datetime) -> None:
        """They are there after all."""
        if self.cancelled or self.ends_at <= now:
            raise errors.AbsenceOver
        self.cancelled = True
