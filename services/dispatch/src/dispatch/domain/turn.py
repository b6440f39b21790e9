"""Time of somebody's that is planned: a turn of duty, an absence."""

from datetime import datetime, timedelta
from typing import ClassVar

from aftercare_kit.errors import Refusal


class Turn:
    """It has a length, and can be called off before it is over."""

    LONGEST: ClassVar[timedelta]
    INVALID: ClassVar[type[Refusal]]
    OVER: ClassVar[type[Refusal]]

    begins_at: datetime
    ends_at: datetime
    cancelled: bool

    def __post_init__(self) -> None:
        if not timedelta() < self.ends_at - self.begins_at <= self.LONGEST:
            raise self.INVALID(field="ends_at")

    def cancel(self, now: datetime) -> None:
        """It does not take place."""
        self.must_last(now)
        self.cancelled = True

    def must_last(self, now: datetime) -> None:
        """Refuse to change what is over or called off."""
        if self.cancelled or self.ends_at <= now:
            raise self.OVER
