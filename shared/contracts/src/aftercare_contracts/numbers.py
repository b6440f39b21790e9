"""Printed numbers: how forms are numbered, the same in every service (002-4.5.2)."""

from datetime import date


def series_of(code: str, day: date) -> str:
    """Where the counting starts anew: issuing code, two-digit year and month, as `YX2611`.

    Args:
        code: two to four capitals, such as YX (marketing) or SC (production).
        day: the day of issue in the centre's zone.

    """
    return f"{code}{day:%y%m}"


def printed(series: str, running: int) -> str:
    """The number as printed: two digits, and a third from the hundredth on: `YX261107`."""
    return f"{series}{running:02d}"
