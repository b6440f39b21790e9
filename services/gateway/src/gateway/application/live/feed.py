"""One reader of the timeline per process, and all who listen to it.

The table is read every 250 ms, and only while somebody listens: whichever process applied an event,
every process tells it. A listener that cannot keep up is let go, and may come back with the last
place it saw.
"""

import asyncio
from collections import Counter
from typing import Any

import sqlalchemy.exc
import structlog
from prometheus_client import Gauge

from aftercare_kit.database import Database
from aftercare_kit.errors import NotReady, RateLimited, Unavailable
from aftercare_kit.metrics import registry
from aftercare_kit.telemetry import quiet
from gateway.application.live.listener import Listener
from gateway.application.live.log import PAGE, frontier, position_of, rows_after
from gateway.application.live.position import START

log = structlog.get_logger()

POLL_SECONDS = 0.25
AWAY_SECONDS = 1.0
MOST_OF_ONE_SUBJECT = 6
MOST_LISTENERS = 1_000

_AWAY = (OSError, TimeoutError, sqlalchemy.exc.SQLAlchemyError)

listeners_now = Gauge(
    "aftercare_live_listeners", "Open streams of live events.", ["service"], registry=registry
)


class TooManyStreams(RateLimited):
    """One person has so many streams open already."""

    code = "too-many-streams"


class NoStreamLeft(Unavailable):
    """As many listeners are told as this process can tell."""

    code = "no-stream-left"


class Feed:
    """Reads once for all who listen."""

    def __init__(self, database: Database[Any]) -> None:
        self.database = database
        self._listeners: set[Listener] = set()
        self._streams: Counter[str] = Counter()
        self._position = START
        self._reader: asyncio.Task[None] | None = None
        self._joining = asyncio.Lock()

    async def join(self, subject: str) -> Listener:
        """Listen from now on; whoever joins must leave.

        Raises:
            TooManyStreams: the subject has too many streams.
            NoStreamLeft: there are too many altogether.
            NotReady: the database is away.

        """
        async with self._joining:
            if self._streams[subject] >= MOST_OF_ONE_SUBJECT:
                raise TooManyStreams(most=MOST_OF_ONE_SUBJECT)
            if self._streams.total() >= MOST_LISTENERS:
                raise NoStreamLeft
            if self._reader is None:
                await self._begin()
            listener = Listener(subject, self._position)
            self._listeners.add(listener)
            self._count(subject, 1)
            return listener

    def leave(self, listener: Listener) -> None:
        """Listen no more."""
        self._listeners.discard(listener)
        self._count(listener.subject, -1)

    def _count(self, subject: str, change: int) -> None:
        self._streams[subject] += change
        if not self._streams[subject]:
            del self._streams[subject]
        listeners_now.labels(self.database.service).set(self._streams.total())

    async def _begin(self) -> None:
        try:
            async with self.database.reading() as connection:
                self._position = await frontier(connection)
        except _AWAY as fault:
            raise NotReady from fault
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            with quiet():
                while self._listeners:
                    await asyncio.sleep(await self._read_once())
        finally:
            self._reader = None

    async def _read_once(self) -> float:
        """Tell everybody the next page.

        Returns:
            How many seconds to wait before the next.

        """
        try:
            async with self.database.reading() as connection:
                rows = await rows_after(connection, self._position)
        except _AWAY as fault:
            log.warning("live.database_away", fault=type(fault).__name__)
            return AWAY_SECONDS
        if rows:
            self._position = position_of(rows[-1])
        for listener in tuple(self._listeners):
            for row in rows:
                listener.offer(row)
            if listener.too_slow:
                self._listeners.discard(listener)
        return 0 if len(rows) == PAGE else POLL_SECONDS
