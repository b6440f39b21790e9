"""Makes a service's stream anew from its event log, which is the truth."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from aftercare_kit import streams
from aftercare_kit.admin.jetstream import jetstream
from aftercare_kit.admin.suite import Suite

POLL_SECONDS = 0.2

# The relay's session holds this lock. Ended, the relay looks for the stream's end again, wherever
# it runs; it would otherwise do so with its next event only.
_END_RELAY = """
select count(pg_terminate_backend(pid)) from pg_locks
where locktype = 'advisory' and objsubid = 1
    and database = (select oid from pg_database where datname = current_database())
    and objid = ((hashtext($1)::bigint & 4294967295)::oid)
"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many events the log has, and how many the new stream has so far."""

    events: int
    in_stream: int


async def rebuild(suite: Suite, service: str, *, within_seconds: float = 120.0) -> Rebuilt:
    """Delete a stream, make it as declared, and wait until the relay has refilled it.

    Its consumers start over too; inboxes count nothing twice.
    """
    stream = suite.place.stream(service)
    async with jetstream(suite.nats) as js:
        with suppress(NotFoundError):
            await js.delete_stream(stream)
        await streams.apply(js, suite.place)
        async with suite.database(service) as connection:
            events = await _start_relay_over(connection, stream)
        return Rebuilt(events, await _refilled(js, stream, events, within_seconds))


async def _start_relay_over(connection: Any, stream: str) -> int:
    await connection.fetchval(_END_RELAY, stream)
    return await connection.fetchval("select count(*) from event")


async def _refilled(js: JetStreamContext, stream: str, events: int, within_seconds: float) -> int:
    deadline = time.monotonic() + within_seconds
    while True:
        messages = (await js.stream_info(stream)).state.messages
        if messages >= events or time.monotonic() > deadline:
            return messages
        await asyncio.sleep(POLL_SECONDS)
