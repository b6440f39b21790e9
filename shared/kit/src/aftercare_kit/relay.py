"""Carries a service's event log into its stream: in order, each event once, by fenced batches.

The stream itself is the cursor: every message names its place in the log, and to start or take over
means to read the stream's last message and go on behind it. A batch is atomic and states which
message it expects to follow, so whatever is sent twice, or by a replica that slept, is refused.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import APIError, NotFoundError
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit import metrics, tables
from aftercare_kit.atomic_batch import Message, WrongLastSequence, publish_batch
from aftercare_kit.database import Database
from aftercare_kit.driver import fetch
from aftercare_kit.events import POSITION, headers_of, subject_of
from aftercare_kit.links import leave
from aftercare_kit.streams import Place
from aftercare_kit.telemetry import published, quiet

log = structlog.get_logger()

BATCH = 500
"""Events a batch; the server takes 1,000 at the most."""

GAP_SECONDS = 0.01
GAP_AN_EVENT_SECONDS = 0.004
LONGEST_GAP_SECONDS = 0.04
"""From the beginning of a batch to the next: so much at least, so much for each event it had, so
much at most. After a rest an event goes at once; the more is said, the more goes together, and
whoever listens works by batches, too."""

FALLBACK_POLL_SECONDS = 0.25
"""How soon events of other processes are seen; this process's own commits wake the relay."""

ANSWER_SECONDS = 2.0
"""How long the stream's leader may take to tell its end; there is none while one is elected."""

FROZEN_SECONDS = 15.0
"""How long the leading relay may be silent before another may lead; no wait in here is longer."""

HORIZON_RETRY_SECONDS = 0.002
UNCONFIRMED_SECONDS = 0.1
FLOOR_EVERY = 20
START = "0-0"

_READ = (
    "select e.horizon::text as horizon, e.id, event_id, aggregate_id, aggregate_version, type,"
    " case_id, region, occurred_at, recorded_at, traceparent, data::text as data,"
    " e.horizon < pg_snapshot_xmin(pg_current_snapshot()) as settled from event e"
    " where (e.horizon, e.id) > ($1::text::xid8, $2::bigint)"
    " order by e.horizon, e.id limit $3"  # Qualified: by the number, not by its text.
)
"""What lies behind a place in the log. Settled events come first: nothing can come before them any
more. What is not settled is held back by a transaction that still runs."""


_KNOWN = sa.text(
    "select exists(select from event where horizon = cast(:horizon as text)::xid8 and id = :id"
    " and event_id::text = :event_id)"
)


_Rows = Sequence[Mapping[str, Any]]


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['horizon']}-{row['id']}"


class ForeignStream(Exception):
    """The stream's last event is not in the log: somebody else wrote it, or the log was restored.

    To go on would fork what others have heard; `aftercare streams settle` is for a person.
    """


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
        self._js = nats.jetstream(timeout=ANSWER_SECONDS)
        self._place = place
        self._stream = place.stream(database.service)
        self._report = report
        self._wake = asyncio.Event()
        self._position = START
        self._sequence = 0
        self._batches = 0
        self._ahead: _Rows | None = None
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
        """Find the place to go on from: behind the stream's last message.

        A stream that age has emptied is continued from the floor kept in the database; one that was
        deleted and made anew (its numbering starts over) is refilled from the beginning.
        """
        state = (await self._js.stream_info(self._stream)).state
        self._sequence = state.last_seq
        self._position, self._ahead = START, None
        if state.last_seq == 0:
            return
        try:
            last = await self._js.get_msg(self._stream, seq=state.last_seq, direct=False)
        except NotFoundError:
            floor = await connection.execute(
                sa.select(tables.relay_floor.c.position).where(
                    tables.relay_floor.c.stream == self._stream
                )
            )
            self._position = floor.scalar_one_or_none() or START
            return
        headers = last.headers or {}
        self._position = await self._place_in_log(connection, headers)
        self._report("ok")

    async def _place_in_log(self, connection: AsyncConnection, headers: Mapping[str, str]) -> str:
        """Where the stream's last message stands in the log, which must have it."""
        position, event_id = headers.get(POSITION, ""), headers.get("ce-id", "")
        horizon, _, row_id = position.partition("-")
        if horizon.isdigit() and row_id.isdigit():
            known = {"horizon": horizon, "id": int(row_id), "event_id": event_id}
            if (await connection.execute(_KNOWN, known)).scalar_one():
                return position
        self._report(f"stream {self._stream} ends with event {event_id}, which the log lacks")
        raise ForeignStream(self._stream, event_id)

    async def _carry_on(self, connection: AsyncConnection) -> None:
        next_at = 0.0
        while True:
            await asyncio.sleep(next_at - time.monotonic())  # At once where that is past.
            self._wake.clear()
            began = time.monotonic()
            relayed = await self.relay_once(connection)
            if self.held_back:
                await asyncio.sleep(HORIZON_RETRY_SECONDS)
                continue
            if self.more:
                continue
            if relayed:
                gap = max(GAP_SECONDS, relayed * GAP_AN_EVENT_SECONDS)
                next_at = began + min(gap, LONGEST_GAP_SECONDS)
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
        found = ahead or await self._read(connection, self._position)
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
        await self._keep_floor(connection)
        return len(rows)

    async def _read(self, connection: AsyncConnection, position: str) -> _Rows:
        """What the log has behind a place, as much as a batch takes."""
        horizon, row_id = position.split("-")
        return await fetch(connection, _READ, horizon, int(row_id), BATCH)

    async def _publish_reading_on(self, rows: _Rows, connection: AsyncConnection) -> None:
        """Publish a full batch, and have read what follows when the stream has taken it."""
        reading = asyncio.create_task(self._read(connection, _place(rows[-1])))
        try:
            await self._publish(rows)
        except BaseException:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            raise
        self._ahead = await reading

    async def _publish(self, rows: _Rows) -> None:
        service = self._database.service
        messages: list[Message] = []
        with published(rows, service) as traceparents:
            for row, traceparent in zip(rows, traceparents, strict=True):
                headers = headers_of(row, service, _place(row), traceparent)
                subject = subject_of(row["type"], row["region"], row["aggregate_id"])
                messages.append(Message(subject, headers, row["data"].encode()))
            self._sequence = await publish_batch(self._nats, messages, after=self._sequence)
        self._position = _place(rows[-1])
        lag = (datetime.now(UTC) - rows[0]["recorded_at"]).total_seconds()
        metrics.relay_lag.labels(service).set(max(lag, 0))
        metrics.relay_events.labels(service).inc(len(rows))

    async def _keep_floor(self, connection: AsyncConnection) -> None:
        self._batches += 1
        if self._batches % FLOOR_EVERY:
            return
        statement = insert(tables.relay_floor).values(
            stream=self._stream,
            position=self._position,
            stream_sequence=self._sequence,
            at=datetime.now(UTC),
        )
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=[tables.relay_floor.c.stream],
                set_={
                    name: statement.excluded[name] for name in ("position", "stream_sequence", "at")
                },
            )
        )
