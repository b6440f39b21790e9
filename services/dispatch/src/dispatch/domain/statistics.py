"""What is counted every quarter, and what the figures mean (000-7.4, 004-5.1.1)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Self
from zoneinfo import ZoneInfo

from dispatch.domain.service_plan import add_months

ONE_IN = 10
"""So many managers need one certified service manager among them (004-5.1.1)."""


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The one a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def read(cls, written: str) -> Self:
        """From its name, such as 2026-Q4."""
        year, number = written.split("-Q")
        return cls(int(year), int(number))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def before(self) -> "Quarter":
        return Quarter.of(add_months(self.first_day, -3))

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From its first moment to the first one after it, where the zone's clocks go."""
        following = add_months(self.first_day, 3)
        begins, ends = (
            datetime(day.year, day.month, day.day, tzinfo=zone)
            for day in (self.first_day, following)
        )
        return begins.astimezone(UTC), ends.astimezone(UTC)


def share(part: int, whole: int) -> Decimal | None:
    """A part of a whole to four places; None of nothing."""
    if not whole:
        return None
    return (Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def certified_needed(managers: int) -> int:
    """A tenth of the managers, the next whole one, and one at least (004-5.1.1)."""
    return max(1, -(-managers // ONE_IN))
