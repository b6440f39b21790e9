"""Where a relay stands: behind which event of the log, and behind which message of the stream.

The stream itself is the cursor: every message names its place in the log, and to start or take over
means to read the stream's last message and go on behind it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit import tables
from aftercare_kit.driver import fetch
from aftercare_kit.events import POSITION

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

Rows = Sequence[Mapping[str, Any]]
"""Rows of the event log."""


async def read_on(connection: AsyncConnection, position: str, most: int) -> Rows:
    """What the log has behind a place."""
    horizon, row_id = position.split("-")
    return await fetch(connection, _READ, horizon, int(row_id), most)


def place_of(row: Mapping[str, Any]) -> str:
    """An event's place in the log."""
    return f"{row['horizon']}-{row['id']}"


class ForeignStream(Exception):
    """The stream's last event is not in the log: somebody else wrote it, or the log was restored.

    To go on would fork what others have heard; `aftercare streams settle` is for a person.
    """


class Cursor:
    """The last event of the log that the stream has, and its number there."""

    def __init__(
        self, jetstream: JetStreamContext, stream: str, report: Callable[[str], None]
    ) -> None:
        self._js = jetstream
        self._stream = stream
        self._report = report
        self._moves = 0
        self.position = START
        self.sequence = 0

    async def find(self, connection: AsyncConnection) -> None:
        """Find the place to go on from: behind the stream's last message.

        A stream that age has emptied is continued from the floor kept in the database; one that was
        deleted and made anew (its numbering starts over) is refilled from the beginning.

        Raises:
            ForeignStream: the log does not have that message.

        """
        state = (await self._js.stream_info(self._stream)).state
        self.sequence = state.last_seq
        self.position = START
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
            self.position = floor.scalar_one_or_none() or START
            return
        self.position = await self._place_in_log(connection, last.headers or {})
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

    def move(self, position: str, sequence: int) -> None:
        """The stream has taken what lies up to this place, and ends with this number."""
        self.position, self.sequence = position, sequence
        self._moves += 1

    async def keep_floor(self, connection: AsyncConnection) -> None:
        """Keep the place in the database, now and then: for a stream that age will empty."""
        if self._moves % FLOOR_EVERY:
            return
        statement = insert(tables.relay_floor).values(
            stream=self._stream,
            position=self.position,
            stream_sequence=self.sequence,
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
