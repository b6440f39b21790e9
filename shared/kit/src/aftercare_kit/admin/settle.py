"""After a restore: a log that is older than its stream is made the truth again, knowingly.

What was said after the backup is lost in the log, but others have heard it, and papers with its
numbers may be in somebody's hands. So the lost events are listed, their printed numbers are never
given out again, and the stream is made anew from the log that is there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from aftercare_kit.admin.jetstream import jetstream, when_led
from aftercare_kit.admin.suite import Suite

BATCH = 500
_PRINTED = re.compile(r"([A-Z]{2,4}\d{4})(\d{2,})")

_LACKS = "select id from unnest($1::uuid[]) as t(id) where id not in (select event_id from event)"
_AHEAD = "select exists(select from event where horizon > pg_snapshot_xmax(pg_current_snapshot()))"
_RAISE = "update number_range set last = greatest(last, $2) where series = $1"
_INSERT = """
insert into number_range (form, series, last) select distinct form, $1, $2::integer
from number_range where form not in (select form from number_range where series = $1)
on conflict do nothing
"""
_AUDIT = """
insert into audit (at, subject, name, roles, region, action, aggregate, aggregate_id, detail)
values (clock_timestamp(), $1, $1, '{system}', $2, 'streams.settle', 'stream', null, $3::jsonb)
"""


class OtherCluster(Exception):
    """A dump was restored into a server whose transaction ids are behind the log's."""


@dataclass(frozen=True, slots=True)
class Lost:
    """One event that the stream has and the log lacks."""

    event_id: str
    type: str
    aggregate_id: str
    aggregate_version: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What a restore has cost."""

    lost: list[Lost]
    numbers: Mapping[str, int]
    """By series, the highest number printed on what was lost: it is not given out again."""


async def settle(suite: Suite, service: str, by: str) -> Settled:
    """List what the log lacks, keep its numbers from coming again, and note it in the audit trail.

    The stream itself is made anew by `rebuild` afterwards.
    """
    said = await _read(suite, suite.place.stream(service))
    async with suite.database(service) as connection:
        if await connection.fetchval(_AHEAD):
            raise OtherCluster(
                f"The log of {service} counts transactions that this PostgreSQL has yet to reach: "
                "its order would break. Restore a base backup, or into the server it came from."
            )
        rows = await connection.fetch(_LACKS, [headers["ce-id"] for headers, _ in said])
        lacking = {str(row[0]) for row in rows}
        orphans = [(headers, data) for headers, data in said if headers["ce-id"] in lacking]
        numbers: dict[str, int] = {}
        for _, data in orphans:
            for series, running in _printed(data):
                numbers[series] = max(running, numbers.get(series, 0))
        for series, running in numbers.items():
            await connection.execute(_INSERT, series, running)
            await connection.execute(_RAISE, series, running)
        settled = Settled([_lost(headers) for headers, _ in orphans], numbers)
        detail = {"lost": len(settled.lost), "numbers": numbers}
        await connection.execute(_AUDIT, by, suite.place.region, json.dumps(detail))
    return settled


def _lost(headers: Mapping[str, str]) -> Lost:
    return Lost(
        headers["ce-id"], headers["ce-type"], headers["ce-subject"],
        int(headers["ce-aggregateversion"]),
    )  # fmt: skip


def _printed(data: Any) -> Iterator[tuple[str, int]]:
    """Every printed number in an event, wherever it stands."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from _printed(part)
    elif isinstance(data, str) and (found := _PRINTED.fullmatch(data)):
        yield found[1], int(found[2])


async def _read(suite: Suite, stream: str) -> list[tuple[Mapping[str, str], Any]]:
    said: list[tuple[Mapping[str, str], Any]] = []
    async with jetstream(suite.nats) as js:
        wanted = (await when_led(partial(js.stream_info, stream))).state.messages
        if not wanted:
            return said
        config = ConsumerConfig(
            ack_policy=AckPolicy.NONE, deliver_policy=DeliverPolicy.ALL, mem_storage=True,
            num_replicas=1, inactive_threshold=60,
        )  # fmt: skip
        reader = (await js.add_consumer(stream, config)).name
        subscription = await js.pull_subscribe_bind(reader, stream)
        while len(said) < wanted:
            batch = min(BATCH, wanted - len(said))
            fetched = await subscription.fetch(batch, timeout=10)
            said += [(message.headers or {}, json.loads(message.data)) for message in fetched]
        await subscription.unsubscribe()
        await js.delete_consumer(stream, reader)
    return said
