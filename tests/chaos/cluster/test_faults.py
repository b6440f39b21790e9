"""G3: NATS nodes killed, frozen and cut off, one, most and all, while events flow."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import nats
import pytest

from aftercare_kit import streams
from aftercare_kit.testing import poll_until
from tests.chaos.cluster.flow import PLACE, Flow, database_of
from tests.chaos.cluster.nodes import Node, Nodes, three_nodes
from tests.chaos.telling import CROWDED, SEED, SOAK, Tell

pytestmark = pytest.mark.slow

MILDLY = 4.0 if CROWDED else 1.0
RESUMES_WITHIN = {"kill": 15.0 * MILDLY, "freeze": 15.0 * MILDLY, "cut": 20.0 * MILDLY}
"""A leader that is cut off from the others takes ten seconds to know it, and answers its clients
as if nothing were wrong meanwhile."""
STREAM = PLACE.stream("dispatch")
HURTS = ("kill", "freeze", "cut")
ENOUGH = 30_000 if SOAK else 1_000


def schedule(dice: random.Random) -> list[tuple[str, int]]:
    """What is done to how many nodes: each fault to one, and all of it to most or all."""
    if SOAK:
        return [(dice.choice(HURTS), dice.choice((1, 1, 2, 3))) for _ in range(50)]
    alone = [(hurt, 1) for hurt in HURTS]
    dice.shuffle(alone)
    return [*alone, (dice.choice(HURTS), 2), ("kill", 3)]


@pytest.fixture
async def flow(tmp_path: Path, database: Callable[[str], Any]) -> AsyncIterator[Flow]:
    folders = [tmp_path / str(number) for number in (1, 2, 3)]
    said = database_of("dispatch", database("dispatch").app_url)
    heard = database_of("gateway", database("gateway").app_url)
    async with three_nodes(folders, sync_always=True) as nodes:
        client = await nats.connect(nodes.user_urls())
        await streams.apply(client.jetstream(), PLACE)
        await client.close()
        yield Flow(said, heard, nodes, tmp_path, random.Random(SEED))
    await said.engine.dispose()
    await heard.engine.dispose()


async def test_nothing_is_lost_and_consumers_resume(flow: Flow, tell: Tell) -> None:
    """With a majority events flow on through the fault; without one, as soon as it is over."""
    plan = schedule(flow.dice)
    slowest = 0.0
    done: Counter[str] = Counter()
    async with flow.flowing():
        async with flow.writing():
            await flow.passes(within=30)
            for hurt, count in plan:
                chosen = _chosen(flow, count)
                for node in chosen:
                    getattr(node, hurt)()
                if count == 1:
                    slowest = max(
                        slowest, await flow.passes(RESUMES_WITHIN[hurt], f"{hurt} {count}")
                    )
                else:
                    await _stands_still(flow)
                for node in chosen:
                    node.heal()
                slowest = max(slowest, await _again(flow, hurt, count))
                done[f"{hurt} {count}"] += 1
        await flow.drained(within=60)
    found = await _audit(flow)
    tell(
        "G3", "NATS killed, frozen, cut: one, most, all", faults=sum(done.values()),
        acknowledged=len(flow.acknowledged), slowest_s=f"{slowest:.1f}", **found,
    )  # fmt: skip
    assert sum(done.values()) == len(plan)
    assert len(flow.acknowledged) >= ENOUGH, "vacuous: too little was said"
    assert set(found.values()) == {0}


def _chosen(flow: Flow, count: int) -> list[Node]:
    """The stream's leader, where one is enough; its fall costs most."""
    leader = next(
        (n for n in flow.nodes for s in [n.state_of(STREAM)]
         if s and s["cluster"].get("leader") == n.server._name),
        flow.nodes[0],
    )  # fmt: skip
    others = [node for node in flow.nodes if node is not leader]
    return [leader, *flow.dice.sample(others, count - 1)]


async def _stands_still(flow: Flow) -> None:
    """Without a majority nothing may seem stored; commands go on meanwhile."""
    before = len(flow.acknowledged)

    async def said() -> bool:
        return len(flow.acknowledged) > before + 30

    await poll_until(said, seconds=10, what="commands without NATS")


async def _audit(flow: Flow) -> dict[str, int]:
    """The log, the stream of each node, and what was heard, against what was acknowledged."""
    attempted = flow.acknowledged.keys() | flow.unknown
    ids = [event for event, *_ in flow.heard]
    inversions, last = 0, dict[UUID, int]()
    for _, thing, version, _ in flow.heard:
        inversions += version != last.get(thing, 0) + 1
        last[thing] = version
    copies = [await _copy(flow.nodes, node) for node in flow.nodes]
    return {
        "lost": len(flow.acknowledged.keys() - set(ids)),
        "unexpected": len(set(ids) - attempted),
        "doubled": len(ids) - len(set(ids)),
        "inverted": inversions,
        "nodes_that_differ": len(set(copies)) - 1,
    }


async def _copy(nodes: Nodes, node: Node) -> tuple[int, int]:
    """How much a node itself has, once it has caught up."""

    async def level() -> Any:
        states = [one.state_of(STREAM) for one in nodes]
        if any(state is None for state in states):
            return None
        told = {(s["state"]["messages"], s["state"]["last_seq"]) for s in states if s}
        return told if len(told) == 1 else None

    await poll_until(level, seconds=30, what="nodes that agree")
    state = node.state_of(STREAM)
    assert state is not None
    return state["state"]["messages"], state["state"]["last_seq"]


async def _again(flow: Flow, hurt: str, count: int) -> float:
    return await flow.passes(RESUMES_WITHIN[hurt], f"{hurt} {count}")
