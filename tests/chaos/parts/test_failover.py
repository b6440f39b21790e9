"""G2: the leading relay is killed or frozen, another takes over, and the sleeper wakes up."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from shared.kit.tests.messaging.things import Thing, resumed

from aftercare_kit import relay
from aftercare_kit.actors import Actor
from aftercare_kit.endings import end
from aftercare_kit.testing import poll_until
from tests.chaos.parts.books import Books, inversions
from tests.chaos.parts.replicas import Replicas, replicas
from tests.chaos.telling import SEED, SOAK, Tell

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see who stands"),
]

FROZEN_SECONDS = relay.FROZEN_SECONDS if SOAK else 3.0
HURTS = ("freeze with a batch", "freeze", "kill")
ENOUGH = 20_000 if SOAK else 1_000


def plan(dice: random.Random) -> list[str]:
    """What is done to one leader after the other."""
    if SOAK:
        return dice.choices(HURTS, k=50)
    hurts = [*HURTS, HURTS[0]]
    dice.shuffle(hurts)
    return hurts


@asynccontextmanager
async def _writing(books: Books, actor: Actor) -> AsyncGenerator[None]:
    """Writers commit events about a hundred things for as long as the block lasts."""
    things = [Thing() for _ in range(100)]

    async def write(own: list[Thing]) -> None:
        while True:
            async with books.log.begin(actor) as work:
                for thing in own:
                    work.announce(thing, resumed(thing))
            await asyncio.sleep(0.2)

    tasks = [asyncio.create_task(write(things[number::10])) for number in range(10)]
    try:
        yield
    finally:
        await end(tasks)


async def _fail_over(some: Replicas, hurt: str) -> None:
    """Hurt the leader, see another go on, and give the first one back."""
    leader = await some.leader()
    if hurt == "kill":
        os.kill(leader, signal.SIGKILL)
    else:
        await some.freeze(leader, holding_a_batch=hurt != "freeze")
    before = await some.books.length()
    await some.leader(but=leader)

    async def flows() -> bool:
        return await some.books.length() > before + 50

    await poll_until(flows, seconds=40, what=f"events after: {hurt}")
    if hurt != "kill":
        os.kill(leader, signal.SIGCONT)


@pytest.mark.parametrize("fenced", [True, False])
async def test_another_relay_takes_over(
    books: Books,
    actor: Actor,
    made: Any,
    nats_server: Any,
    tmp_path: Path,
    tell: Tell,
    fenced: bool,
) -> None:
    hurts = plan(random.Random(SEED)) if fenced else [HURTS[0]]
    async with replicas(
        books, tmp_path / "output", database=made.app_url, nats=nats_server.user_url(),
        frozen_seconds=FROZEN_SECONDS, fenced=fenced,
    ) as some:  # fmt: skip
        await some.leader()
        async with _writing(books, actor):
            for hurt in hurts:
                await _fail_over(some, hurt)
        logged = await books.logged()
        await books.relayed(len(logged))

        async def tried() -> bool:
            if fenced:
                return some.refused() >= hurts.count(HURTS[0])
            return await books.length() > len(logged)

        await poll_until(tried, seconds=20, what="the sleepers' batches, tried")
        refused = some.refused()
    found = await books.streamed()
    figures = {
        "lost": len(set(logged) - set(found)),
        "doubled": len(found) - len(set(found)),
        "inverted": inversions(found),
    }
    counted = ", ".join(f"{count} {hurt}" for hurt, count in Counter(hurts).items())
    tell(
        "G2", f"relay fail-over{'' if fenced else ', control: no fence'}",
        done=counted, events=len(logged), refused=refused, **figures,
    )  # fmt: skip
    assert len(logged) >= ENOUGH or not fenced, "vacuous: too little was said"
    if fenced:
        assert set(figures.values()) == {0}
    else:
        assert figures["doubled"] > 0, "the control did not bite: nothing was doubled"
