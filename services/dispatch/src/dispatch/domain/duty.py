"""A turn of duty: who answers when, by day, by night, on holidays (001-5.5.2, 003-1a)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain import errors
from dispatch.domain.turn import Turn


class DutyKind(StrEnum):
    """Which phone is kept: the day's desk, the night's, or that of a day off."""

    DAY = "day"
    NIGHT = "night"
    HOLIDAY = "holiday"


@dataclass
class Duty(Turn):
    """One person's turn at a centre."""

    LONGEST = timedelta(days=3)
    INVALID = errors.DutyInvalid
    OVER = errors.DutyOver

    id: UUID
    region: str
    centre: str
    kind: DutyKind
    engineer_id: UUID
    engineer_name: str
    begins_at: datetime
    ends_at: datetime
    cancelled: bool = False
    version: int = 0

    def give(self, engineer_id: UUID, name: str, now: datetime) -> None:
        """Let somebody else take the turn."""
        self.must_last(now)
        self.engineer_id, self.engineer_name = engineer_id, name
