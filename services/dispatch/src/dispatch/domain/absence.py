"""Time an engineer is not there: leave, illness, training."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain import errors
from dispatch.domain.turn import Turn


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
class Absence(Turn):
    """From when until when somebody is not there."""

    LONGEST = timedelta(days=366)
    INVALID = errors.AbsenceInvalid
    OVER = errors.AbsenceOver

    id: UUID
    region: str
    engineer_id: UUID
    kind: AbsenceKind
    begins_at: datetime
    ends_at: datetime
    cancelled: bool = False
    version: int = 0
