"""Carries a service's event log into its stream: in order, each event once, by fenced batches.

A batch is atomic and states which message it expects to follow, so whatever is sent twice, or by a
replica that slept, is refused. Where to begin is for the stream to say (`cursor`).
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import APIError
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit import metrics
from aftercare_kit.atomic_batch import Message, WrongLastSequence, publish_batch
from aftercare_kit.cursor import Cursor, Rows, place_of, read_on
from aftercare_kit.database import Database
from aftercare_kit.event_spans import published
from aftercare_kit.events import headers_of, subject_of
from aftercare_kit.gathering import gap_after
from aftercare_kit.links import leave
from aftercare_kit.streams import Place
from aftercare_kit.telemetry import quiet

log = structlog.get_logger()

BATCH = 500
"""Events a batch; the server takes 1,000 at the most."""

FALLBACK_POLL_SECONDS = 0.25
"""How soon events of other processes are seen; this process's own commits wake the relay."""

ANSWER_SECONDS = 2.0
"""How long the stream's leader may take to tell its end; there is none while one is elected."""

FROZEN_SECONDS = 15.0
"""How long the leading relay may be silent before another may lead; no wait in here is longer."""

HORIZON_RETRY_SECONDS = 0.002
UNCONFIRMED_SECONDS = 0.1


class Relay:
    """The one publisher of a service's stream."""

    def __init__(
        self,
        database: Database[Any],
        nats: Client,
        place: Place,
        report: Callable[[str], None] = lambda _finding: None,
    ) -> None:
        self._database = database
        self._nats = nats
        self._stream = place.stream(database.service)
        self._cursor = Cursor(nats.jetstream(timeout=ANSWER_SECONDS), self._stream, report)
        self._wake = asyncio.Event()
        self._ahead: Rows | None = None
        self.held_back = False
        """Whether the last look at the log saw events that may not be published yet."""
        self.more = False
        """Whether the log may hold more: the last look was full, or lies a batch back."""

    async def run(self) -> None:
        """Relay for ever; a database or server that is away is waited for."""
        with self._database.waking(self._wake.set):
            await self._run()

    async def _run(self) -> None:
        delay = 0.1
        while True:
            try:
                with quiet():
                    async with self._database.engine.connect() as pooled:
                        try:
                            connection = await pooled.execution_options(
                                isolation_level="AUTOCOMMIT"
                            )
                            await self._lead(connection)
                            delay = 0.1
                            await self._carry_on(connection)
                        finally:
                            # The session holds the lock: it must end, not go back to the pool.
                            await pooled.invalidate()
            except Exception as fault:
                log.warning("relay.interrupted", fault=repr(fault))
                if isinstance(fault, NatsError):
                    await leave(self._nats)
                await asyncio.sleep(delay)
                delay = min(delay * 2, 2.0)

    async def _lead(self, connection: AsyncConnection) -> None:
        """Wait for the advisory lock that keeps replicas from working in vain."""
        # A process that is frozen keeps its session, and with it the lock: the server ends it.
        await connection.execute(
            sa.text("select set_config('idle_session_timeout', :ms, false)"),
            {"ms": str(int(FROZEN_SECONDS * 1000))},
        )
        lock = sa.text("select pg_try_advisory_lock(hashtext(:stream))")
        while not (await connection.execute(lock, {"stream": self._stream})).scalar_one():
            await asyncio.sleep(1)
        await self.resume(connection)

    async def resume(self, connection: AsyncConnection) -> None:
        """Go on behind the stream's last message, whatever was thought before.

        Raises:
            ForeignStream: the log does not have that message.

        """
        self._ahead = None
        await self._cursor.find(connection)

    async def _carry_on(self, connection: AsyncConnection) -> None:
        next_at = gap = 0.0
        while True:
            await asyncio.sleep(next_at - time.monotonic())  # At once where that is past.
            self._wake.clear()
            began = time.monotonic()
            if began > next_at + gap:
                gap = 0.0
            relayed = await self.relay_once(connection)
            if self.held_back:
                await asyncio.sleep(HORIZON_RETRY_SECONDS)
                continue
            if self.more:
                continue
            if relayed:
                gap = gap_after(relayed, gap)
                next_at = began + gap
            metrics.relay_lag.labels(self._database.service).set(0)
            # Not `wait_for`: before Python 3.12 it can swallow the cancellation of a stop.
            with suppress(TimeoutError):
                async with asyncio.timeout(FALLBACK_POLL_SECONDS):
                    await self._wake.wait()

    async def relay_once(self, connection: AsyncConnection) -> int:
        """Publish the next batch of the log, if there is one.

        What follows a full batch is read while the stream takes that one.

        Returns:
            How many events were stored by the stream.

        """
        ahead, self._ahead = self._ahead, None
        found = ahead or await read_on(connection, self._cursor.position, BATCH)
        rows = [row for row in found if row["settled"]]
        self.held_back = len(rows) < len(found)
        self.more = ahead is not None or len(rows) == BATCH
        if not rows:
            return 0
        try:
            if len(rows) < BATCH:
                await self._publish(rows)
            else:
                await self._publish_reading_on(rows, connection)
        except (NatsError, APIError, TimeoutError, WrongLastSequence) as fault:
            # Whether it was stored is for the stream to say.
            log.warning("relay.batch_unconfirmed", fault=repr(fault), events=len(rows))
            if isinstance(fault, TimeoutError):
                await leave(self._nats)
            await asyncio.sleep(UNCONFIRMED_SECONDS)  # A leader may not know yet what it has.
            await self.resume(connection)
            self.held_back = True  # What the stream lacks is looked for at once, not when woken.
            return 0
        await self._cursor.keep_floor(connection)
        return len(rows)

    async def _publish_reading_on(self, rows: Rows, connection: AsyncConnection) -> None:
        """Publish a full batch, and have read what follows when the stream has taken it."""
        reading = asyncio.create_task(read_on(connection, place_of(rows[-1]), BATCH))
        try:
            await self._publish(rows)
        except BaseException:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            raise
        self._ahead = await reading

    async def _publish(self, rows: Rows) -> None:
        service = self._database.service
        messages: list[Message] = []
        with published(rows, service) as traceparents:
            for row, traceparent in zip(rows, traceparents, strict=True):
                headers = headers_of(row, service, place_of(row), traceparent)
                subject = subject_of(row["type"], row["region"], row["aggregate_id"])
                messages.append(Message(subject, headers, row["data"].encode()))
            last = await publish_batch(self._nats, messages, after=self._cursor.sequence)
        self._cursor.move(place_of(rows[-1]), last)
        lag = (datetime.now(UTC) - rows[0]["recorded_at"]).total_seconds()
        metrics.relay_lag.labels(service).set(max(lag, 0))
        metrics.relay_events.labels(service).inc(len(rows))
