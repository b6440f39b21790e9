"""Moments and spans as exact integers of microseconds: the arithmetic under every calendar."""

from datetime import UTC, datetime, timedelta

from aftercare_clocks.errors import InvalidDuration, NaiveMoment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def utc(moment: datetime) -> datetime:
    """The same instant in UTC.

    Arithmetic on a zoned `datetime` is wall-clock arithmetic and goes wrong across a change of
    offset, so every moment passes here before it is computed with.
    """
    if moment.tzinfo is UTC:
        return moment
    if moment.utcoffset() is None:
        raise NaiveMoment(f"{moment.isoformat()} carries no offset from UTC")
    return moment.astimezone(UTC)


def ticks(moment: datetime) -> int:
    """Microseconds since the epoch."""
    return (utc(moment) - EPOCH) // MICROSECOND


def moment_at(count: int) -> datetime:
    """The moment that many microseconds after the epoch, in UTC."""
    try:
        return EPOCH + timedelta(microseconds=count)
    except OverflowError as error:
        raise InvalidDuration("the moment asked for lies outside the calendar years") from error


def later(moment: datetime, span: timedelta) -> datetime:
    """The moment that much elapsed time later (earlier, when the span is negative), in UTC."""
    try:
        return utc(moment) + span
    except OverflowError as error:
        raise InvalidDuration("the moment asked for lies outside the calendar years") from error
