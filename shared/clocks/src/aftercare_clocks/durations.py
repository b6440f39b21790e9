"""ISO 8601 durations of fixed length: weeks, days, hours, minutes and seconds.

Months and years are refused, for they have no length of their own. `P1D` is always 24 hours; on a
business calendar that is 24 *working* hours.
"""

import re
from datetime import timedelta
from decimal import Decimal

from aftercare_clocks.errors import InvalidDuration
from aftercare_clocks.moments import MICROSECOND

_PATTERN = re.compile(
    r"(?P<sign>-)?P(?=\d|T\d)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d{1,6})?)S)?)?",
    re.ASCII,
)
_LENGTHS = {"weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}


def parse_duration(text: str) -> timedelta:
    """`PT2H`, `P3D`, `P1DT12H`, `PT0.5S`; a leading minus is understood."""
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise InvalidDuration(f"{text!r} is not an ISO 8601 duration of fixed length")
    seconds = sum(Decimal(match[unit] or 0) * length for unit, length in _LENGTHS.items())
    try:
        span = timedelta(microseconds=int(seconds * 1_000_000))
    except OverflowError as error:
        raise InvalidDuration(f"{text!r} is longer than any clock runs") from error
    return -span if match["sign"] else span


def format_duration(span: timedelta) -> str:
    """The shortest ISO 8601 form; what `parse_duration` reads back as the same span."""
    count = abs(span) // MICROSECOND
    days, rest = divmod(count, 86_400_000_000)
    hours, rest = divmod(rest, 3_600_000_000)
    minutes, rest = divmod(rest, 60_000_000)
    seconds = f"{Decimal(rest) / 1_000_000:f}" if rest else ""
    clock = "".join(
        f"{amount}{unit}"
        for amount, unit in ((hours, "H"), (minutes, "M"), (seconds, "S"))
        if amount
    )
    date = f"{days}D" if days else ""
    body = f"P{date}T{clock}" if clock else f"P{date}" if date else "PT0S"
    return f"-{body}" if span < timedelta() else body
