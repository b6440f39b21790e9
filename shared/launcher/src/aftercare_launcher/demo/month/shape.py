"""How such a month looks: when faults come, how bad they are, what becomes of them."""

import random
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Shanghai")

WEEKEND: Final = frozenset({5, 6})

Fate: TypeAlias = Literal[
    "on_site", "remote", "reopened", "duplicated", "cancelled", "cancelled_late", "refused", "open"
]
FATES: Final[dict[Fate, int]] = {
    "remote": 74, "reopened": 7, "duplicated": 4, "cancelled": 5, "cancelled_late": 3,
    "refused": 3, "open": 4,
}  # fmt: skip
"""What becomes of those that do not go on site, in hundredths."""

LEVELS: Final = ((1, 6), (2, 16), (3, 48), (4, 30))
KINDS: Final = (("hardware", 38), ("software", 30), ("data", 12), ("integration", 12),
                ("undetermined", 8))  # fmt: skip
CHANNELS: Final = (("phone", 62), ("portal", 16), ("email", 14), ("alarm", 5), ("fax", 3))
COMPLAINTS: Final = {
    "hardware": ("Power module fails after a thunderstorm", "Fan is loud, temperature rises",
                 "Unit restarts by itself"),
    "software": ("Alarm list stays empty after the update", "Login takes minutes",
                 "Configuration is lost at restart"),
    "data": ("Yesterday's records are missing", "Values of two sites are mixed up"),
    "integration": ("No connection to the control centre", "Interface to the ERP stands still"),
    "undetermined": ("Service drops out twice a day", "Throughput is half of what it was"),
}  # fmt: skip
DELAYS: Final = {1: 4, 2: 12, 3: 18, 4: 24}
"""Minutes in which a first answer is usual, by fault level; now and then it takes much longer."""


def month_of(text: str) -> date:
    """The first day of a month written as 2026-06; ValueError where it is none."""
    return datetime.strptime(text, "%Y-%m").replace(tzinfo=ZONE).date()


def arrival(dice: random.Random, first: date) -> datetime:
    """When somebody calls: any day of the month, mostly in working hours of working days."""
    days = [first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1])]
    day = dice.choices(days, weights=[1 if day.weekday() in WEEKEND else 6 for day in days])[0]
    hour = dice.choices(range(24), weights=(*[1] * 7, 4, *[10] * 4, 5, *[9] * 5, 4, *[2] * 5))[0]
    return datetime(
        day.year, day.month, day.day, hour, dice.randrange(60), dice.randrange(60), tzinfo=ZONE
    )


def minutes(dice: random.Random, usual: float) -> timedelta:
    """About so long, sometimes much longer."""
    return timedelta(minutes=usual * dice.lognormvariate(-0.35, 0.75))
