"""G4: the power of all NATS nodes is cut at once; what was acknowledged must be on the disk."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import nats
import pytest
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import StreamConfig
from nats.js.errors import NotFoundError

from aftercare_kit.endings import end
from tests.chaos.cluster.disks import Disk, why_not
from tests.chaos.cluster.nodes import Nodes, three_nodes
from tests.chaos.telling import SOAK, Tell

REASON = why_not()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(REASON), reason=f"no power cut: {REASON}")]

STREAM = "POWER"
PUBLISHERS = 32
SECONDS = 60 if SOAK else 4
ENOUGH = 1_000
ELECTED_SECONDS = 40
"""After this a stream without a leader counts as lost: each node waits for what another lacks."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    mounted = Disk(tmp_path)
    yield mounted
    mounted.remove()


@pytest.mark.parametrize("sync_always", [True, False])
async def test_power_loss_of_all_nodes(disk: Disk, tell: Tell, sync_always: bool) -> None:
    """With the suite's setting nothing is lost; with the server's own default the test bites."""
    folders = [disk.place / str(number) for number in (1, 2, 3)]
    async with three_nodes(folders, sync_always=sync_always) as nodes:
        client = await nats.connect(nodes.user_urls(), error_cb=_be_silent)
        config = StreamConfig(name=STREAM, subjects=["power.>"], num_replicas=3)
        await nodes.add(config)
        acknowledged = await _publish_until_cut(client, nodes)
        await client.close()
        disk.cut_power()
        for node in nodes:
            node.start()
        if sync_always:
            await nodes.ready()  # Without, they may wait for each other for ever.
        found = await _read(nodes)
    lost = len(acknowledged - found)
    how = "sync always" if sync_always else "control: default sync"
    tell("G4", f"power of all nodes cut, {how}", acknowledged=len(acknowledged), lost=lost)
    assert len(acknowledged) >= ENOUGH, "vacuous: too little was stored"
    assert lost == 0 if sync_always else lost > 0


async def _publish_until_cut(client: Client, nodes: Nodes) -> set[bytes]:
    acknowledged: set[bytes] = set()
    js = client.jetstream(timeout=2)

    async def publish(publisher: int) -> None:
        for number in range(10**9):
            word = b"%d-%d" % (publisher, number)
            await js.publish("power.x", word)
            acknowledged.add(word)

    tasks = [asyncio.create_task(publish(number)) for number in range(PUBLISHERS)]
    await asyncio.sleep(SECONDS)
    for node in nodes:
        node.kill()
    await end(tasks)
    return acknowledged


async def _read(nodes: Nodes) -> set[bytes]:
    """All that the cluster has, once it has elected who tells; nothing where nobody does."""
    client = await nats.connect(nodes.user_urls(), error_cb=_be_silent)
    try:
        if not (messages := await _told(client)):
            return set()
        reader = await client.jetstream().subscribe("power.>", ordered_consumer=True)
        return {(await reader.next_msg(timeout=10)).data for _ in range(messages)}
    finally:
        await client.close()


async def _told(client: Client) -> int:
    """How many messages the stream's leader says there are; none where none is elected."""
    give_up_at = time.monotonic() + ELECTED_SECONDS
    while time.monotonic() < give_up_at:
        try:
            return (await client.jetstream(timeout=2).stream_info(STREAM)).state.messages
        except NotFoundError:
            return 0
        except (NatsError, TimeoutError):
            await asyncio.sleep(0.2)
    return 0


async def _be_silent(_fault: Exception) -> None:
    """The nodes die on purpose."""
