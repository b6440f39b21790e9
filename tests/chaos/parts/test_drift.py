"""G9: somebody changes streams and consumers by hand; services tell, and rewrite nothing."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import nats
import orjson
import pytest
from nats.aio.client import Client
from shared.kit.tests.messaging.things import open_log

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit import streams
from aftercare_kit.endings import end
from aftercare_kit.messaging import Messaging
from aftercare_kit.readiness import Readiness
from aftercare_kit.relay import Relay
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.streams import Place
from aftercare_kit.testing import poll_until
from tests.chaos.telling import Tell

pytestmark = pytest.mark.slow

PLACE = Place("cn-south")
STREAM, DURABLE = PLACE.stream("dispatch"), "gateway"
TOLD_WITHIN = 30.0
OF_THE_STREAM = {"max_age": 600.0, "duplicate_window": 1.0, "max_msgs": 5_000}
OF_THE_CONSUMER = {"ack_wait": 60.0, "max_ack_pending": 7, "max_deliver": 3}


@pytest.fixture
async def admin(fresh_nats: Any) -> AsyncIterator[Client]:
    client = await nats.connect(fresh_nats.user_url())
    await streams.apply(client.jetstream(), PLACE)
    yield client
    await client.close()


@asynccontextmanager
async def _services(
    database: Callable[[str], Any], server: Any, folder: Path
) -> AsyncGenerator[dict[str, Readiness]]:
    """Dispatch's relay and the gateway's consumers, with the rights they have in production."""
    async with (
        open_log("dispatch", database("dispatch").app_url, PLACE.region) as dispatch,
        open_log("gateway", database("gateway").app_url, PLACE.region) as gateway,
    ):
        ready = {log.service: Readiness(log.engine, log.service) for log in (dispatch, gateway)}
        said, hears = (
            Messaging(
                ServiceSettings(
                    region=PLACE.region, database_url="", jwks_file=folder / "jwks.json",
                    nats_url=server.url, nats_user=service, nats_password=server.password(service),
                ),
                PLACE, service, readiness,
            )
            for service, readiness in ready.items()
        )  # fmt: skip

        async def relay(client: Client) -> None:
            await Relay(dispatch, client, PLACE).run()

        async def take(_messages: Any) -> None:
            """Nothing is said here."""

        tasks = [
            asyncio.create_task(said.serve(relay)),
            asyncio.create_task(hears.consume({WorkOrderResumed: None}, take)),
        ]
        try:
            yield ready
        finally:
            await end(tasks)
            await said.close()
            await hears.close()


async def _live(admin: Client) -> bytes:
    """All configuration there is, byte for byte."""
    told = [await admin.request(f"$JS.API.STREAM.INFO.{STREAM}", b"")]
    told.append(await admin.request(f"$JS.API.CONSUMER.INFO.{STREAM}.{DURABLE}", b""))
    return orjson.dumps([orjson.loads(one.data)["config"] for one in told])


async def _meddle(admin: Client) -> set[str]:
    """Change what can be changed of a living stream and consumer; the fields' names."""
    js = admin.jetstream()
    await js.update_stream(replace(streams.declared_stream(PLACE, "dispatch"), **OF_THE_STREAM))
    heard = SUBSCRIPTIONS[DURABLE]["dispatch"]
    consumer = streams.declared_consumer(PLACE, DURABLE, heard)
    await js.add_consumer(STREAM, replace(consumer, **OF_THE_CONSUMER))
    return OF_THE_STREAM.keys() | OF_THE_CONSUMER.keys()


async def _named(ready: dict[str, Readiness], fields: set[str]) -> float:
    """Wait until readiness names these fields; how long that took."""
    began = time.monotonic()

    async def told() -> bool:
        said = " ".join([(await one.checks())["streams"] for one in ready.values()])
        return all(f"{field} is " in said for field in fields)

    await poll_until(told, seconds=TOLD_WITHIN, what=f"{sorted(fields)} in readiness")
    return time.monotonic() - began


async def _all_well(ready: dict[str, Readiness]) -> None:
    async def well() -> bool:
        return not any(one.drift for one in ready.values())

    await poll_until(well, seconds=TOLD_WITHIN, what="readiness")


async def test_drift_is_told_and_nothing_rewritten(
    admin: Client, database: Callable[[str], Any], fresh_nats: Any, tmp_path: Path, tell: Tell
) -> None:
    async with _services(database, fresh_nats, tmp_path) as ready:
        await _all_well(ready)
        fields = await _meddle(admin)
        meddled = await _live(admin)
        running = await _named(ready, fields)
    async with _services(database, fresh_nats, tmp_path) as ready:
        starting = await _named(ready, fields)
        untouched = await _live(admin) == meddled
        await streams.apply(admin.jetstream(), PLACE)
        await _all_well(ready)
    tell(
        "G9", "streams and consumers changed by hand", fields=len(fields),
        rewritten=0 if untouched else "yes", told_s=f"{running:.1f}", at_start_s=f"{starting:.1f}",
    )  # fmt: skip
    assert untouched


async def test_a_stream_made_anew_without_promises_is_told(
    admin: Client, database: Callable[[str], Any], fresh_nats: Any, tmp_path: Path, tell: Tell
) -> None:
    """What cannot be changed in a living stream: it is deleted, and made in memory, or unsynced."""
    js = admin.jetstream()
    declared = streams.declared_stream(PLACE, "dispatch")
    found: dict[str, float] = {}
    for field, value in {"storage": "memory", "persist_mode": "async"}.items():
        config = {**declared.as_dict(), field: value}
        if field == "persist_mode":
            config.pop("allow_atomic")  # The server refuses both together.
        await js.delete_stream(STREAM)
        answer = await admin.request(f"$JS.API.STREAM.CREATE.{STREAM}", orjson.dumps(config))
        assert "error" not in orjson.loads(answer.data), answer.data
        before = (await admin.request(f"$JS.API.STREAM.INFO.{STREAM}", b"")).data
        async with _services(database, fresh_nats, tmp_path) as ready:
            found[field] = await _named(ready, {field})
        after = (await admin.request(f"$JS.API.STREAM.INFO.{STREAM}", b"")).data
        assert orjson.loads(after)["config"] == orjson.loads(before)["config"]
    tell("G9", "a stream made anew by hand", **{k: f"{v:.1f} s" for k, v in found.items()})
