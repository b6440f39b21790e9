"""A proven skill and its end: warned of ahead, noticed on the day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

WARN_AHEAD = timedelta(days=30)
"""How long before its last day a certificate's end is announced, so that it can be renewed."""


@dataclass(frozen=True)
class Certificate:
    """A proven skill, valid through a last day.

    `said` is what has been announced of its end: nothing, that it comes, or that it came.
    """

    skill: str
    valid_until: date
    number: str | None = None
    said: Literal["nothing", "expiring", "expired"] = "nothing"

    def warns_at(self, zone: ZoneInfo) -> datetime:
        """The midnight at which its end is to be announced."""
        return datetime.combine(self.valid_until - WARN_AHEAD, time(), zone)

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """The midnight after its last day."""
        return datetime.combine(self.valid_until + timedelta(days=1), time(), zone)

    def next_at(self, zone: ZoneInfo) -> datetime | None:
        """When there is something to say of it; None when all is said."""
        match self.said:
            case "nothing":
                return self.warns_at(zone)
            case "expiring":
                return self.ends_at(zone)
            case "expired":
                return None
