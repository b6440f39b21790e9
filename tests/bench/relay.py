"""From log to stream: the relay against the same fenced batches sent from memory.

Both go to streams declared like the suite's, under a region of their own; the relay reads a log
that was filled before, makes its spans and keeps its floor, the other only sends, with the client
as it comes.
"""

import time
from collections.abc import Sequence
from typing import Any

import asyncpg
import nats
import orjson
import uvloop
from nats.aio.client import Client

from aftercare_kit.atomic_batch import Message, publish_batch
from aftercare_kit.database import Database, create_engine
from aftercare_kit.events import headers_of, subject_of
from aftercare_kit.garbage import search_seldom
from aftercare_kit.relay import BATCH, Relay
from aftercare_kit.streams import Place, declared_stream
from aftercare_kit.telemetry import quiet
from aftercare_kit.unit_of_work import UnitOfWork
from aftercare_launcher.servers import databases
from tests.bench import database, process
from tests.bench.figures import Figure, ratio, show, tell
from tests.bench.suite import TRACED, Suite

ROUNDS = 5
EVENTS = 4_000
DATABASE = "bench_relay"
OURS, RAW = Place("bench-relay", prefix="BENCH_"), Place("bench-memory", prefix="MEMORY_")
FILL = """
insert into event (event_id, aggregate, aggregate_id, aggregate_version, type, case_id, region,
    occurred_at, actor, traceparent, data)
select uuidv7(), 'request', key, 1, 'aftercare.intake.request.registered.v1', key, $1, now(),
    'bench', '00-' || repeat('a', 32) || '-' || repeat('b', 16) || '-'
        || case when n % $3::integer = 0 then '01' else '00' end,
    jsonb_build_object('request_id', key, 'number', 'YX2611' || n, 'customer_id', key,
        'asset_id', key, 'asset_serial', 'INV-0001', 'product_line', 'inverter', 'site_code',
        'SZ-01', 'centre', 'shenzhen', 'department', 'YX', 'channel', 'phone', 'subject',
        'No output on phase B', 'reported_at', now())
from (select n, gen_random_uuid() as key from generate_series(1, $2::integer) as n) as keys
returning event_id, aggregate_id, aggregate_version, type, region, occurred_at, recorded_at,
    traceparent, data::text, horizon::text || '-' || id as position
"""


def measure(suite: Suite) -> dict[str, float]:
    """Run the rounds, print the table, give the ratio."""
    database.make(suite, DATABASE, "intake")
    process.trace(suite)
    ours, raw = uvloop.run(_rounds(suite))
    against = ratio(ours, raw)
    show(
        f"relay, {EVENTS:,} events in batches of {BATCH}, {ROUNDS} rounds",
        ["side", "events/s", "ours to it"],
        [
            ["aftercare, log to stream", Figure(ours), ""],
            ["raw, memory to stream", Figure(raw), against],
        ],
    )  # fmt: skip
    return {"relay_vs_raw": against.median}


async def _rounds(suite: Suite) -> tuple[list[float], list[float]]:
    admin = await asyncpg.connect(suite.postgres(DATABASE))
    client = await process.linked(suite)
    plain = await nats.connect(suite.nats())
    for place in (OURS, RAW):
        await client.jetstream().add_stream(declared_stream(place, "intake"))
    engine = create_engine(
        suite.postgres(DATABASE, databases.app("intake")),
        application="bench-relay",
        region=OURS.region,
    )
    log = Database(engine, UnitOfWork, service="intake", region=OURS.region)
    search_seldom()  # As every service does when it has started.
    relay, sent = Relay(log, client, OURS), 0
    ours, raw = list[float](), list[float]()
    async with engine.connect() as pooled:
        connection = await pooled.execution_options(isolation_level="AUTOCOMMIT")
        await relay.resume(connection)
        for number in range(ROUNDS + 1):  # The first warms up.
            rows = await admin.fetch(FILL, OURS.region, EVENTS, round(1 / TRACED))
            began, relayed = time.perf_counter(), 0
            while relayed < EVENTS:
                relayed += await relay.relay_once(connection)
            ours.append(EVENTS / (time.perf_counter() - began))
            messages = [_message(row) for row in rows]
            began = time.perf_counter()
            with quiet():
                sent = await _send(plain, messages, sent)
            raw.append(EVENTS / (time.perf_counter() - began))
            tell(f"relay {number}/{ROUNDS}: aftercare {ours[-1]:.0f}/s, raw {raw[-1]:.0f}/s")
    await engine.dispose()
    await client.close()
    await plain.close()
    await admin.close()
    return ours[1:], raw[1:]


def _message(row: Any) -> Message:
    """The bytes that the relay sends for this row."""
    headers = headers_of(row, "intake", row["position"], row["traceparent"])
    subject = subject_of(row["type"], RAW.region, row["aggregate_id"])
    return Message(subject, headers, orjson.dumps(orjson.loads(row["data"])))


async def _send(client: Client, messages: Sequence[Message], after: int) -> int:
    for start in range(0, len(messages), BATCH):
        after = await publish_batch(client, messages[start : start + BATCH], after=after)
    return after
