"""What every calendar can answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol


class Calendar(Protocol):
    """Work counted in real time, never in wall time. Moments in must be aware; out they are UTC."""

    def add(self, start: datetime, work: timedelta) -> datetime:
        """The first moment at which that much work has been done since the start.

        Negative work leads back: `between(start, add(start, work)) == work` always holds. No work
        leads to the start itself, open or closed.
        """
        ...

    def between(self, begins: datetime, ends: datetime) -> timedelta:
        """Work that lies between two moments; negative when they stand the other way round."""
        ...

    def is_open(self, moment: datetime) -> bool:
        """Whether work counts at the moment; a shift's closing moment is outside it."""
        ...

    def open_spans(self, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open stretches between two moments, in order."""
        ...
