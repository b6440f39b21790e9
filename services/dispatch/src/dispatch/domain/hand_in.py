"""Until when the papers of a service are back at the desk (001-5.5.6a, c)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def hand_in_due(back: datetime, zone: str, *, outside: bool) -> datetime:
    """The end of the third day after the return (001-5.5.6a); of the month for other units (c)."""
    day = back.astimezone(ZoneInfo(zone)).date()
    if outside:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        return _begin_of(following, zone)
    return _begin_of(day + timedelta(days=4), zone)


def hand_in_warn(back: datetime, zone: str, *, outside: bool) -> datetime:
    """The end of the second day; for other units two days before the month ends."""
    due = hand_in_due(back, zone, outside=outside)
    day = due.astimezone(ZoneInfo(zone)).date()
    return max(back, _begin_of(day - timedelta(days=2 if outside else 1), zone))


def _begin_of(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
