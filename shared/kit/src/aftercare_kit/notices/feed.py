"""One reader of the notices per process, and all who listen to it."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError

from aftercare_kit.actors import Actor
from aftercare_kit.database import Database
from aftercare_kit.errors import RateLimited
from aftercare_kit.notices.reading import admits
from aftercare_kit.telemetry import quiet

log = structlog.get_logger()

POLL_SECONDS = 0.25
AWAY_SECONDS = 1.0
HEARTBEAT_SECONDS = 15.0
MOST_OF_ONE_SUBJECT = 6
MOST_WAITING = 500

# Below the oldest running transaction nothing is missing any more: ids alone do not promise that.
_AFTER = sa.text(
    "select *, horizon::text as place from notice"
    " where horizon < pg_snapshot_xmin(pg_current_snapshot())"
    " and (horizon, id) > (cast(:horizon as text)::xid8, :id) order by horizon, id limit 500"
)
_LAST = sa.text(
    "select horizon::text as place, id from notice"
    " where horizon < pg_snapshot_xmin(pg_current_snapshot())"
    " order by horizon desc, id desc limit 1"
)


class TooManyListeners(RateLimited):
    """One person has so many streams open already."""

    code = "too-many-listeners"


class Feed:
    """Reads once for all who listen, and only while somebody does."""

    def __init__(self, database: Database[Any]) -> None:
        self._database = database
        self._queues: dict[asyncio.Queue[Any], str] = {}
        self._position = ("0", 0)
        self._reader: asyncio.Task[None] | None = None
        self._joining = asyncio.Lock()

    async def listen(
        self, actor: Actor, still_trusted: Callable[[], bool]
    ) -> AsyncGenerator[Any | None]:
        """Rows for the actor as they become visible; None is a heartbeat.

        It ends when the listener falls behind, or its token is no longer good.

        Raises:
            TooManyListeners: before the first row.

        """
        if Counter(self._queues.values())[actor.subject] >= MOST_OF_ONE_SUBJECT:
            raise TooManyListeners(most=MOST_OF_ONE_SUBJECT)
        queue: asyncio.Queue[Any] = asyncio.Queue(MOST_WAITING)
        async with self._joining:
            if self._reader is None:
                self._position = await self._frontier()
                self._reader = asyncio.create_task(self._read())
            self._queues[queue] = actor.subject
        try:
            yield None
            beat = time.monotonic() + HEARTBEAT_SECONDS
            while queue in self._queues:
                try:
                    async with asyncio.timeout(max(0.0, beat - time.monotonic())):
                        row = await queue.get()
                except TimeoutError:
                    if not still_trusted():
                        return
                    yield None
                    beat = time.monotonic() + HEARTBEAT_SECONDS
                    continue
                if admits(actor, row):
                    yield row
        finally:
            self._queues.pop(queue, None)

    async def _frontier(self) -> tuple[str, int]:
        async with self._database.reading() as connection:
            row = (await connection.execute(_LAST)).first()
        return (row.place, row.id) if row else ("0", 0)

    async def _read(self) -> None:
        try:
            with quiet():
                while self._queues:
                    await asyncio.sleep(await self._read_once())
        finally:
            self._reader = None

    async def _read_once(self) -> float:
        place = {"horizon": self._position[0], "id": self._position[1]}
        try:
            async with self._database.reading() as connection:
                rows = (await connection.execute(_AFTER, place)).all()
        except (OSError, TimeoutError, SQLAlchemyError) as fault:
            log.warning("notices.database_away", fault=type(fault).__name__)
            return AWAY_SECONDS
        for row in rows:
            self._position = (row.place, row.id)
            for queue in tuple(self._queues):
                if queue.full():  # Too slow: it ends, and may come back.
                    self._queues.pop(queue, None)
                else:
                    queue.put_nowait(row)
        return POLL_SECONDS
