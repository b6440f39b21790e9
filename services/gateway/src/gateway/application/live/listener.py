"""Somebody who listens: a bounded queue of rows on their way out."""

import asyncio
from typing import Any

from gateway.application.live.position import Position

MOST_WAITING = 1_000


class Listener:
    """One stream's queue; rows after `joined_at` come through it."""

    def __init__(self, subject: str, joined_at: Position) -> None:
        self.subject = subject
        self.joined_at = joined_at
        self.too_slow = False
        self._rows: asyncio.Queue[Any] = asyncio.Queue(MOST_WAITING)

    def offer(self, row: Any) -> None:
        """Queue a row; a listener whose queue is full is given up, and its rows with it."""
        try:
            self._rows.put_nowait(row)
        except asyncio.QueueFull:
            self.too_slow = True
            self._rows = asyncio.Queue(1)

    async def next_row(self, seconds: float) -> Any | None:
        """The next row; None when there is none in time."""
        try:
            async with asyncio.timeout(seconds):
                return await self._rows.get()
        except TimeoutError:
            return None
