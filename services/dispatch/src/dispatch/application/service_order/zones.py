"""A zone that the calendar knows."""

from zoneinfo import available_timezones

from pydantic_core import PydanticCustomError

_ZONES = available_timezones()


def known_zone(name: str) -> str:
    """Refuse a zone that nobody lives in."""
    if name not in _ZONES:
        raise PydanticCustomError("zone", "must be a zone of the IANA database")
    return name
