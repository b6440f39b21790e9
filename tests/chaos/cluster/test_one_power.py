"""G5: one node loses its power while another is frozen or cut off; nobody may tell another story.

Acknowledgements of before rest on two nodes of three. One of these forgets whatever it had not
written, and has to form a majority with the third: what it forgot would be gone for good, or be
told differently by each node.
"""

import asyncio
import random
import time
from collections.abc import Iterator
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import StreamConfig
from nats.js.client import JetStreamContext
from nats.js.errors import APIError

from aftercare_kit.endings import end
from aftercare_kit.testing import poll_until
from aftercare_launcher.servers.nats import ADMIN
from tests.chaos.cluster.disks import Disk, why_not
from tests.chaos.cluster.nodes import Node, Nodes, three_nodes
from tests.chaos.telling import CROWDED, SEED, SOAK, Tell

REASON = why_not()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(REASON), reason=f"no power cut: {REASON}")]

STREAM = "POWER"
PUBLISHERS = 16
ROUNDS = 20 if SOAK else 2
SECONDS = 3.0
WRITES_AGAIN_WITHIN = 90.0 if CROWDED else 30.0
ENOUGH = 1_000
AT_ONCE = 100


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[list[Disk]]:
    """One for each node: power is lost by one alone."""
    mounted: list[Disk] = []
    for number in (1, 2, 3):
        (tmp_path / str(number)).mkdir()
        mounted.append(Disk(tmp_path / str(number)))
    yield mounted
    for disk in mounted:
        disk.remove()


async def test_power_loss_of_one_while_another_is_away(disks: list[Disk], tell: Tell) -> None:
    dice, slowest = random.Random(SEED), 0.0
    folders = [disk.place / "nats" for disk in disks]
    async with three_nodes(folders, sync_always=True) as nodes:
        said = _Said(nodes)
        await said.begin()
        for number in range(ROUNDS):
            await asyncio.sleep(SECONDS)
            away, powerless = dice.sample(range(3), 2)
            _leave(nodes[away], frozen=number % 2 == 0)
            nodes[powerless].kill()
            disks[powerless].cut_power()
            nodes[powerless].start()
            slowest = max(slowest, await said.again())
            nodes[away].heal()
            await said.again()
        acknowledged = await said.end()
        copies = [await _read(nodes, node) for node in nodes]
    lost = [len(acknowledged - set(copy)) for copy in copies]
    tell(
        "G5", "power of one lost, another frozen or cut off", rounds=ROUNDS,
        acknowledged=len(acknowledged), lost=sum(lost), writes_again_s=f"{slowest:.1f}",
        nodes_that_differ=len({tuple(copy) for copy in copies}) - 1,
    )  # fmt: skip
    assert len(acknowledged) >= ENOUGH, "vacuous: too little was stored"
    assert lost == [0, 0, 0]
    assert copies[0] == copies[1] == copies[2]


def _leave(node: Node, *, frozen: bool) -> None:
    if frozen:
        node.freeze()
    else:
        node.cut()


class _Said:
    """Publishers that never stop, and what they were told was stored."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self.words: dict[bytes, float] = {}
        self._clients: list[Client] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self) -> None:
        """A client at each node: whoever still leads is found by one of them."""
        for node in self._nodes:
            self._clients.append(
                await nats.connect(
                    node.server.user_url(ADMIN), error_cb=_be_silent, max_reconnect_attempts=-1,
                    reconnect_time_wait=0.2, ping_interval=1, max_outstanding_pings=2,
                )
            )  # fmt: skip
        config = StreamConfig(name=STREAM, subjects=["power.>"], num_replicas=3)
        await self._nodes.add(config)
        self._tasks = [asyncio.create_task(self._publish(one)) for one in range(PUBLISHERS)]

    async def _publish(self, publisher: int) -> None:
        js = self._clients[publisher % len(self._clients)].jetstream(timeout=2)
        for number in range(10**9):
            word = b"%d-%d" % (publisher, number)
            if await _stored(js, word):
                self.words[word] = time.monotonic()

    async def again(self) -> float:
        """Wait until something that is said from now on is stored; how long that took."""
        began = time.monotonic()

        async def stored() -> bool:
            return any(at > began + 0.5 for at in list(self.words.values())[-PUBLISHERS:])

        await poll_until(stored, seconds=WRITES_AGAIN_WITHIN, what="writes with two of three")
        return time.monotonic() - began

    async def end(self) -> set[bytes]:
        await end(self._tasks)
        for client in self._clients:
            await client.close()
        return set(self.words)


async def _stored(js: JetStreamContext, word: bytes) -> bool:
    try:
        await js.publish("power.x", word)
    except (NatsError, APIError, TimeoutError, OSError):
        await asyncio.sleep(0.1)
        return False
    return True


async def _read(nodes: Nodes, node: Node) -> list[bytes]:
    """What this node itself has, message by message: only the leader answers, so it is made one."""

    async def level() -> bool:
        states = [one.state_of(STREAM) for one in nodes]
        ends = {state["state"]["last_seq"] for state in states if state}
        return all(states) and len(ends) == 1

    await poll_until(level, seconds=60, what="nodes that agree")
    client = await nats.connect(node.server.user_url(ADMIN), error_cb=_be_silent)
    try:
        await poll_until(lambda: _leads(client, node), seconds=60, what="this node as leader")
        js = client.jetstream(timeout=10)
        last = (await js.stream_info(STREAM)).state.last_seq
        copy: list[bytes] = []
        for first in range(1, last + 1, AT_ONCE):
            these = range(first, min(first + AT_ONCE, last + 1))
            told = await asyncio.gather(*(js.get_msg(STREAM, seq, direct=False) for seq in these))
            copy += [message.data or b"" for message in told]
        assert await _leads(client, node), "another has led, and answered"
        return copy
    finally:
        await client.close()


async def _leads(client: Client, node: Node) -> bool:
    """Whether it leads the stream; if not, the leader is asked to give way to it."""
    name = node.server._name
    js = client.jetstream(timeout=5)
    try:
        info = await js.stream_info(STREAM)
        if info.cluster and info.cluster.leader == name:
            return True
        asked = b'{"placement": {"preferred": "%s"}}' % name.encode()
        await client.request(f"$JS.API.STREAM.LEADER.STEPDOWN.{STREAM}", asked, timeout=5)
    except (NatsError, APIError, TimeoutError):
        pass
    await asyncio.sleep(1.0)
    return False


async def _be_silent(_fault: Exception) -> None:
    """The nodes are hurt on purpose."""
