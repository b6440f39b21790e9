"""From stream to effect: dispatch opens work orders, against a loop that inserts the same rows.

Ours pulls from a stream, reads, notes each event in the inbox, opens the order with its clocks and
timers, and tells it in event log and audit. The other side inserts the very rows that ours wrote,
in batches of as many events, from memory.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import asyncpg
import uvloop
from nats.aio.client import Client

from aftercare_contracts.intake import RequestTriaged
from aftercare_kit.actors import system_actor
from aftercare_kit.atomic_batch import Message, publish_batch
from aftercare_kit.consumers import Heard, Inbox, heard
from aftercare_kit.endings import end
from aftercare_kit.events import headers_of, subject_of
from aftercare_kit.garbage import search_seldom
from aftercare_kit.ids import new_id
from aftercare_kit.pulling import BATCH, Puller
from aftercare_kit.service import Process
from aftercare_kit.streams import Place, declared_consumer, declared_stream
from aftercare_kit.telemetry import quiet
from dispatch.bootstrap import service
from services.dispatch.tests.builders import a_triaged_request
from tests.bench import database, process
from tests.bench.figures import Figure, ratio, show, tell
from tests.bench.raw.copies import Copies
from tests.bench.suite import TRACED, Suite

ROUNDS = 4
EVENTS = 1_000
OURS, RAW = "bench_consume", "bench_insert"
PLACE = Place("bench-consume", prefix="CONSUME_")


def measure(suite: Suite) -> dict[str, float]:
    """Run the rounds, print the table, give the ratio."""
    for name in (OURS, RAW):
        database.make(suite, name, "dispatch")
    process.trace(suite)
    ours, raw, rows = uvloop.run(_rounds(suite))
    against = ratio(ours, raw)
    show(
        f"consume, {EVENTS:,} triaged requests in batches of {BATCH}, {rows / EVENTS:.1f} rows"
        f" each, {ROUNDS} rounds",
        ["side", "events/s", "ours to it"],
        [
            ["aftercare, stream to work orders", Figure(ours), ""],
            ["raw, the same inserts", Figure(raw), against],
        ],
    )  # fmt: skip
    return {"consume_vs_raw": against.median}


async def _rounds(suite: Suite) -> tuple[list[float], list[float], int]:
    client = await process.linked(suite)
    js = client.jetstream()
    await js.add_stream(declared_stream(PLACE, "intake"))
    await js.add_consumer(
        PLACE.stream("intake"), declared_consumer(PLACE, "dispatch", (RequestTriaged,))
    )
    search_seldom()  # As every service does when it has started.
    running = Process(service(), process.settings(suite, "dispatch", OURS, PLACE.region))
    admin = await asyncpg.connect(suite.postgres(OURS))
    copies = Copies(await asyncpg.connect(suite.postgres(RAW)), -(-EVENTS // BATCH))
    ours, raw, sent = list[float](), list[float](), 0
    for number in range(ROUNDS + 1):  # The first warms up.
        await copies.clear(admin)
        sent = await _publish(client, sent)
        ours.append(EVENTS / await _consumed(running, client))
        await copies.take(admin)
        with quiet():
            raw.append(EVENTS / await copies.insert())
        tell(f"consume {number}/{ROUNDS}: aftercare {ours[-1]:.0f}/s, raw {raw[-1]:.0f}/s")
    await running.engine.dispose()
    await client.close()
    return ours[1:], raw[1:], copies.rows


async def _publish(client: Client, after: int) -> int:
    like = a_triaged_request()  # To resolve its policy takes longer than to open its work order.
    messages = [_message(_another(like), number) for number in range(EVENTS)]
    for start in range(0, EVENTS, 500):
        after = await publish_batch(client, messages[start : start + 500], after=after)
    return after


def _another(like: RequestTriaged) -> RequestTriaged:
    ids = {name: new_id() for name in ("request_id", "customer_id", "asset_id")}
    return like.model_copy(update=ids)


def _message(said: RequestTriaged, number: int) -> Message:
    """As intake's relay sends it: each in a trace of its own, of which the usual share is kept."""
    now, kept = datetime.now(UTC), number % round(1 / TRACED) == 0
    row = {
        "event_id": new_id(), "type": said.type, "region": PLACE.region, "aggregate_version": 1,
        "aggregate_id": said.request_id, "occurred_at": now, "recorded_at": now,
    }  # fmt: skip
    traceparent = f"00-{uuid4().hex}-{uuid4().hex[:16]}-{kept:02x}"
    return Message(
        subject_of(said.type, PLACE.region, said.request_id),
        headers_of(row, "intake", f"{number}-{number}", traceparent),
        said.model_dump_json().encode(),
    )


async def _consumed(running: Process[Any], client: Client) -> float:
    """Seconds until all that lies in the stream has had its effect."""
    actor = system_actor("dispatch", PLACE.region)
    inbox = Inbox(running.database, actor, service().reactions.handlers)
    taken, all_taken = 0, asyncio.Event()

    async def take(events: Sequence[Heard]) -> None:
        nonlocal taken
        await inbox.take_heard(events)
        taken += len(events)
        if taken >= EVENTS:
            all_taken.set()

    pulling = asyncio.create_task(
        Puller(client, PLACE.stream("intake"), "dispatch", take, heard).run()
    )
    began = time.perf_counter()
    async with asyncio.timeout(60):
        await all_taken.wait()
    seconds = time.perf_counter() - began
    await asyncio.sleep(0.2)  # For the acknowledgements, which follow the effect.
    await end([pulling])
    return seconds
