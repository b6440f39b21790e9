"""The pull loop: what comes is handed on at once, in order, and acknowledged after it is safe."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nats
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import NoRespondersError
from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ClusterInfo,
    ConsumerConfig,
    ConsumerInfo,
    PeerInfo,
    StreamConfig,
)

from aftercare_kit import pulling
from aftercare_kit.endings import end
from aftercare_kit.pulling import Puller
from aftercare_kit.testing import poll_until


class Taker:
    """Keeps what it was handed; can be told to fail."""

    def __init__(self) -> None:
        self.batches: list[list[bytes]] = []
        self.fault: Exception | None = None

    async def take(self, messages: Sequence[Msg]) -> None:
        if self.fault is not None:
            raise self.fault
        self.batches.append([message.data for message in messages])

    @property
    def taken(self) -> list[bytes]:
        return [data for batch in self.batches for data in batch]


@pytest.fixture
async def stream(client: Client, tmp_path: Path) -> AsyncIterator[str]:
    name = f"P{tmp_path.name}".replace(".", "_")
    js = client.jetstream()
    await js.add_stream(StreamConfig(name=name, subjects=[f"{name}.>"]))
    config = ConsumerConfig(
        durable_name="d", ack_policy=AckPolicy.EXPLICIT, max_ack_pending=1000, ack_wait=1
    )
    await js.add_consumer(name, config)
    yield name
    await js.delete_stream(name)


@pytest.fixture
async def pulled(client: Client, stream: str) -> AsyncIterator[Taker]:
    taker = Taker()
    task = asyncio.create_task(Puller(client, stream, "d", taker.take).run())
    yield taker
    await end([task])


async def _drained(client: Client, stream: str) -> Callable[[], Any]:
    async def empty() -> bool:
        info = await client.jetstream().consumer_info(stream, "d")
        return info.num_pending == 0 and info.num_ack_pending == 0

    return empty


async def _took(pulled: Taker, wanted: int) -> bool:
    return len(pulled.taken) >= wanted


async def _say(client: Client, stream: str, numbers: range) -> None:
    for number in numbers:
        await client.jetstream().publish(f"{stream}.x", b"%02d" % number)


async def _held_by_a_predecessor(client: Client, stream: str, count: int) -> list[Msg]:
    """Events that were given out and not acknowledged."""
    predecessor = await client.jetstream().pull_subscribe_bind("d", stream=stream)
    return await predecessor.fetch(count)


async def _a_successor_takes(client: Client, stream: str) -> list[bytes]:
    """All that a puller which starts now takes until nothing is left, each named once."""
    taker = Taker()
    successor = asyncio.create_task(Puller(client, stream, "d", taker.take).run())
    await poll_until(await _drained(client, stream), what="all of them")
    await end([successor])
    return list(dict.fromkeys(taker.taken))


async def test_a_backlog_comes_in_order_and_in_batches(
    client: Client, stream: str, pulled: Taker
) -> None:
    """More than one request's worth, none twice."""
    for number in range(1_300):
        await client.publish(f"{stream}.x", b"%d" % number)
    await client.flush()

    await poll_until(lambda: _took(pulled, 1_300), what="the backlog")
    await poll_until(await _drained(client, stream), what="every acknowledgement")

    assert pulled.taken == [b"%d" % number for number in range(1_300)]
    assert max(len(batch) for batch in pulled.batches) <= pulling.BATCH


async def test_a_single_message_is_handed_on_at_once(
    client: Client, stream: str, pulled: Taker
) -> None:
    """It waits neither for company nor for a timeout."""
    await asyncio.sleep(0.3)
    sent = time.monotonic()
    await client.jetstream().publish(f"{stream}.x", b"1")

    async def there() -> bool:
        return bool(pulled.taken)

    await poll_until(there, what="the message")
    assert time.monotonic() - sent < pulling.HEARTBEAT_SECONDS / 2


async def test_what_could_not_be_applied_is_not_acknowledged(
    client: Client, stream: str, pulled: Taker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes again, and counts when the fault is over."""
    monkeypatch.setattr(pulling, "NOT_NOW_SECONDS", 0.05)
    pulled.fault = ConnectionResetError()
    await client.jetstream().publish(f"{stream}.x", b"1")
    await asyncio.sleep(0.2)
    pulled.fault = None

    await poll_until(await _drained(client, stream), what="the second delivery")

    assert pulled.taken == [b"1"]


async def test_a_batch_that_cannot_be_applied_holds_back_what_follows(
    client: Client, stream: str, pulled: Taker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing overtakes it, whatever comes meanwhile and however often it fails."""
    monkeypatch.setattr(pulling, "NOT_NOW_SECONDS", 0.05)
    pulled.fault = ConnectionResetError()
    for number in range(50):
        await client.jetstream().publish(f"{stream}.x", b"%02d" % number)
        await asyncio.sleep(0.01)
    pulled.fault = None

    await poll_until(await _drained(client, stream), what="all of them")

    assert list(dict.fromkeys(pulled.taken)) == [b"%02d" % number for number in range(50)]


async def test_a_successor_gets_first_what_its_predecessor_held(
    client: Client, stream: str
) -> None:
    """A consumer that died had taken events it never acknowledged; newer ones wait for them."""
    await _say(client, stream, range(60))
    held = asyncio.Event()

    async def hang(_messages: Sequence[Msg]) -> None:
        held.set()
        await asyncio.Event().wait()

    dying = asyncio.create_task(Puller(client, stream, "d", hang).run())
    await held.wait()
    await end([dying])
    await _say(client, stream, range(60, 90))

    assert await _a_successor_takes(client, stream) == [b"%02d" % number for number in range(90)]


async def test_what_was_given_back_comes_in_its_place(client: Client, stream: str) -> None:
    """The server puts back what it could not send, and gives it out before what it then misses."""
    await _say(client, stream, range(40))
    predecessor = await client.jetstream().pull_subscribe_bind("d", stream=stream)
    await (await predecessor.fetch(30))[-1].nak()
    await predecessor.unsubscribe()

    assert await _a_successor_takes(client, stream) == [b"%02d" % number for number in range(40)]


async def test_a_new_leader_may_learn_late_what_was_given_out(
    client: Client, stream: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says when its predecessor's time is over counts; nothing is waited for twice."""
    await _say(client, stream, range(3))
    await _held_by_a_predecessor(client, stream, 3)
    given: list[int] = []
    asked = Puller._info

    async def behind(puller: Puller[Msg]) -> ConsumerInfo:
        info = await asked(puller)
        assert info.delivered is not None
        if not given:
            info.delivered.consumer_seq -= 1
        given.append(info.delivered.consumer_seq)
        return info

    monkeypatch.setattr(Puller, "_info", behind)
    taker = Taker()
    successor = asyncio.create_task(Puller(client, stream, "d", taker.take).run())
    await poll_until(lambda: _took(taker, 3), what="all of them")
    await end([successor])

    assert given == [2, 3]


async def test_what_comes_again_late_is_waited_for(client: Client, stream: str) -> None:
    """Its time began anew; those behind it come again sooner, and must not overtake it."""
    await _say(client, stream, range(4))
    held = await _held_by_a_predecessor(client, stream, 3)
    await held[0].nak(delay=3)
    assert await _a_successor_takes(client, stream) == [b"%02d" % number for number in range(4)]


async def test_what_never_comes_again_is_not_waited_for(
    client: Client, stream: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A predecessor's last word that all is well may be heard when its events are counted."""
    await _say(client, stream, range(3))
    held = await _held_by_a_predecessor(client, stream, 3)
    counts: list[int | None] = []
    asked = Puller._info

    async def counted(puller: Puller[Msg]) -> ConsumerInfo:
        info = await asked(puller)
        counts.append(info.num_ack_pending)
        if len(counts) == 2:
            await held[1].ack_sync()
        return info

    monkeypatch.setattr(Puller, "_info", counted)
    monkeypatch.setattr(pulling, "HEARTBEAT_SECONDS", 0.3)
    taken: list[tuple[bytes, int]] = []

    async def take(messages: Sequence[Msg]) -> None:
        taken.extend((each.data, each.metadata.num_delivered) for each in messages)

    successor = asyncio.create_task(Puller(client, stream, "d", take).run())
    await poll_until(await _drained(client, stream), what="the two others")
    await end([successor])

    assert counts[:2] == [3, 3]
    assert taken == [(b"00", 2), (b"02", 2)], "taken once the server had no more of them"


async def test_a_predecessor_s_time_is_waited_for_once(
    fresh_nats: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking for a consumer's new leader may change the link; nothing was asked for on the old."""
    client = await nats.connect(fresh_nats.user_url(), reconnect_time_wait=0.05)
    js = client.jetstream()
    await js.add_stream(StreamConfig(name="W", subjects=["w.>"]))
    await js.add_consumer(
        "W", ConsumerConfig(durable_name="d", ack_policy=AckPolicy.EXPLICIT, ack_wait=1)
    )
    await js.publish("w.x", b"held")
    predecessor = await js.pull_subscribe_bind("d", stream="W")
    await predecessor.fetch(1)
    answered: list[int] = []
    ask = JetStreamContext.consumer_info

    async def elected_late(js: JetStreamContext, stream: str, consumer: str) -> ConsumerInfo:
        if client.stats["reconnects"] == 0:
            raise NoRespondersError
        info = await ask(js, stream, consumer)
        answered.append(client.stats["reconnects"])
        return info

    monkeypatch.setattr(JetStreamContext, "consumer_info", elected_late)
    taker = Taker()
    successor = asyncio.create_task(Puller(client, "W", "d", taker.take).run())
    await poll_until(lambda: _took(taker, 1), what="what was held")
    await end([successor])
    await client.close()

    assert answered == [1, 1], "before and after its time"


async def test_a_request_that_expired_is_asked_again(
    client: Client, stream: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server closes a request after its time; the loop goes on."""
    monkeypatch.setattr(pulling, "EXPIRES_SECONDS", 1)
    monkeypatch.setattr(pulling, "HEARTBEAT_SECONDS", 0.4)
    taker = Taker()
    puller = Puller(client, stream, "d", taker.take)
    task = asyncio.create_task(puller.run())
    await asyncio.sleep(2.5)
    await client.jetstream().publish(f"{stream}.x", b"late")

    async def there() -> bool:
        return taker.taken == [b"late"]

    await poll_until(there, seconds=3, what="the message after the expiry")
    await end([task])


async def test_a_server_that_was_away_is_listened_to_again(fresh_nats: Any) -> None:
    """A reconnected client has lost its open request; missing heartbeats or the expiry tell."""
    connection = await nats.connect(fresh_nats.user_url(), max_reconnect_attempts=-1)
    js = connection.jetstream()
    await js.add_stream(StreamConfig(name="R", subjects=["r.>"]))
    await js.add_consumer("R", ConsumerConfig(durable_name="d", ack_policy=AckPolicy.EXPLICIT))
    taker = Taker()
    task = asyncio.create_task(Puller(connection, "R", "d", taker.take).run())
    await js.publish("r.x", b"before")

    async def first() -> bool:
        return taker.taken == [b"before"]

    await poll_until(first, what="the first message")
    await connection._process_op_err(ConnectionResetError())

    async def again() -> bool:
        return connection.is_connected

    await poll_until(again, what="the reconnection")
    await js.publish("r.x", b"after")

    async def both() -> bool:
        return taker.taken == [b"before", b"after"]

    await poll_until(both, seconds=2 * pulling.HEARTBEAT_SECONDS + 5, what="the second message")
    await end([task])
    await connection.close()


@pytest.mark.parametrize(
    ("since", "is_alone"), [((1, 1), False), ((1, 60), False), ((60, 60), True), ((), False)]
)
def test_a_leader_without_a_majority_is_alone(since: tuple[int, ...], is_alone: bool) -> None:
    """Seconds since it heard of each other replica; a single server has none."""
    peers = [PeerInfo(active=seconds * 10**9) for seconds in since]
    info = ConsumerInfo(
        name="d", stream_name="S", config=ConsumerConfig(), created=datetime.now(UTC),
        cluster=ClusterInfo(replicas=peers),
    )  # fmt: skip
    assert pulling.alone(info) is is_alone
