"""How long people's data are kept, and what keeps them longer (001-7, 004-5.3.1.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from intake.domain import errors
from intake.domain.entitlement import months_later

_MONTHS = 12
_TIME_OF_UUID7 = 80
_MILLISECOND = 1000


@dataclass
class LegalHold:
    """Nothing of a customer's is forgotten while it lasts: a dispute, an inquiry, an accident."""

    id: UUID
    region: str
    customer_id: UUID
    reason: str
    placed_by: str
    placed_at: datetime
    released_by: str | None = None
    released_at: datetime | None = None
    version: int = 0

    @property
    def holds(self) -> bool:
        """Whether it lasts."""
        return self.released_at is None

    def release(self, by: str, at: datetime) -> None:
        """What it was for is over; once."""
        if self.released_at is not None:
            raise errors.HoldReleased(released_at=self.released_at)
        self.released_by, self.released_at = by, at


def must_not_be_held(holds: Iterable[LegalHold]) -> None:
    """Refuse to forget anything while a hold lasts."""
    for hold in holds:
        if hold.holds:
            raise errors.LegalHoldLasts(placed_at=hold.placed_at)


def forgotten_before(today: date, years: int) -> date:
    """What was last needed before this day may be forgotten: the full years are over."""
    return months_later(today, -_MONTHS * years)


def made_at(key: UUID) -> datetime:
    """When a thing was written down, as its key (UUIDv7) says."""
    return datetime.fromtimestamp((key.int >> _TIME_OF_UUID7) / _MILLISECOND, UTC)
