"""The elapsed calendar: always open."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from aftercare_clocks.moments import later, utc


class RoundTheClock:
    """Every hour counts."""

    def add(self, start: datetime, work: timedelta) -> datetime:
        return later(start, work)

    def between(self, begins: datetime, ends: datetime) -> timedelta:
        return utc(ends) - utc(begins)

    def is_open(self, moment: datetime) -> bool:
        utc(moment)
        return True

    def open_spans(self, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
        if begins < ends:
            yield utc(begins), utc(ends)
