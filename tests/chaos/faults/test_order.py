"""Nothing overtakes an event whose delivery was lost on its way, whatever the link did (G7)."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import nats
import orjson
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig, ConsumerInfo, StreamConfig

from aftercare_kit.endings import end
from aftercare_kit.pulling import Puller
from aftercare_kit.testing import poll_until
from aftercare_launcher.ports import free_port
from tests.chaos.rig.proxy import Proxy, Way

pytestmark = pytest.mark.anyio
PATIENCE = 20.0


class Stream:
    """A stream with one consumer, spoken to straight, past every link that is hurt."""

    def __init__(self, client: Client, name: str) -> None:
        self.client, self.name = client, name
        self.taken: list[bytes] = []

    async def say(self, *words: bytes) -> None:
        for word in words:
            await self.client.jetstream().publish(f"{self.name}.x", word)

    async def info(self) -> ConsumerInfo:
        return await self.client.jetstream().consumer_info(self.name, "d")

    async def held(self, count: int) -> None:
        """Wait until the server has given out so many events that nobody has acknowledged."""

        async def given() -> bool:
            return (await self.info()).num_ack_pending == count

        await poll_until(given, what=f"{count} events given out")

    async def took(self, count: int) -> None:
        async def all_taken() -> bool:
            return len(set(self.taken)) >= count

        await poll_until(all_taken, seconds=PATIENCE, what=f"{count} events taken")

    async def take(self, messages: Sequence[Msg]) -> None:
        self.taken += [message.data for message in messages]


@pytest.fixture
async def stream(nats_server: Any, tmp_path: Path) -> AsyncIterator[Stream]:
    client, name = await nats.connect(nats_server.user_url()), f"O{tmp_path.name}".replace(".", "_")
    js = client.jetstream()
    await js.add_stream(StreamConfig(name=name, subjects=[f"{name}.>"]))
    config = ConsumerConfig(
        durable_name="d", ack_policy=AckPolicy.EXPLICIT, max_ack_pending=1000, ack_wait=1
    )
    await js.add_consumer(name, config)
    yield Stream(client, name)
    await js.delete_stream(name)
    await client.close()


@asynccontextmanager
async def linked(nats_server: Any) -> AsyncIterator[tuple[Client, Proxy]]:
    async with Proxy(free_port(), target=nats_server.port) as link:
        own = await nats.connect(
            f"nats://127.0.0.1:{link.port}", user="admin", password=nats_server.password(),
            max_reconnect_attempts=-1, reconnect_time_wait=0.1,
        )  # fmt: skip
        yield own, link
        await own.close()


async def test_a_link_that_broke_while_a_batch_was_applied(
    nats_server: Any, stream: Stream
) -> None:
    """What was lost with the link comes first, although the new one brings newer events at once."""
    busy, go = asyncio.Event(), asyncio.Event()

    async def slowly(messages: Sequence[Msg]) -> None:
        busy.set()
        await go.wait()
        await stream.take(messages)

    async with linked(nats_server) as (own, link):
        pulling = asyncio.create_task(Puller(own, stream.name, "d", slowly).run())
        await stream.say(b"1")
        await busy.wait()
        link.hold(Way.BACK)
        await stream.say(b"2")
        await stream.held(2)
        link.reset()
        link.heal()

        async def linked_anew() -> bool:
            return own.stats["reconnects"] == 1 and own.is_connected

        await poll_until(linked_anew, what="the new link")
        await own.flush()
        await stream.say(b"3")
        go.set()
        await stream.took(3)
        await end([pulling])
    assert list(dict.fromkeys(stream.taken)) == [b"1", b"2", b"3"]


async def test_a_request_that_a_predecessor_left_open(stream: Stream) -> None:
    """An event that went to somebody who is gone comes again, and those behind it wait."""
    nobody = stream.client.new_inbox()
    await stream.client.subscribe(nobody)
    request = orjson.dumps({"batch": 1, "expires": 30 * 10**9})
    await stream.client.publish(f"$JS.API.CONSUMER.MSG.NEXT.{stream.name}.d", request, reply=nobody)
    await stream.client.flush()
    pulling = asyncio.create_task(Puller(stream.client, stream.name, "d", stream.take).run())

    async def asking() -> bool:
        return (await stream.info()).num_waiting == 2

    await poll_until(asking, what="both requests")
    await stream.say(b"1", b"2", b"3")
    await stream.took(3)
    await end([pulling])
    assert list(dict.fromkeys(stream.taken)) == [b"1", b"2", b"3"]
