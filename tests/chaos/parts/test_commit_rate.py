"""G16: what the event log and its relay cost a writer, alone and in a crowd."""

import asyncio
import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from shared.kit.tests.messaging.things import Thing, resumed

from aftercare_kit.actors import Actor
from tests.chaos.parts.books import Books
from tests.chaos.parts.replicas import replicas
from tests.chaos.telling import CROWDED, SOAK, Tell

pytestmark = pytest.mark.slow

CROWDS = (1, 8, 32)
ROUNDS = 5 if SOAK else 3
SECONDS = 5.0 if SOAK else 0.7
WANTED, LEAST = 0.7, 0.2 if CROWDED else 0.4
"""A quiet machine reaches the first; that a busy one fails nothing, only the second counts."""


async def _rate(books: Books, actor: Actor, writers: int, *, events: bool) -> float:
    """Commits a second: a row of state and an audit entry each, and an event or none."""
    later = datetime.now(UTC) + timedelta(days=1)
    until = time.monotonic() + SECONDS
    count = 0

    async def write(thing: Thing) -> None:
        nonlocal count
        while time.monotonic() < until:
            async with books.log.begin(actor) as work:
                await work.timers.set("state", thing.id, later)
                if events:
                    work.announce(thing, resumed(thing))
                else:
                    work.note("thing.resumed", "thing", thing.id)
            count += 1

    began = time.monotonic()
    await asyncio.gather(*(write(Thing()) for _ in range(writers)))
    return count / (time.monotonic() - began)


async def test_commit_rate_with_and_without_events(
    books: Books, actor: Actor, made: Any, nats_server: Any, tmp_path: Path, tell: Tell
) -> None:
    told = {"database": made.app_url, "nats": nats_server.user_url()}
    ratios: dict[int, float] = {}
    async with replicas(
        books, tmp_path / "output", 1, **told, frozen_seconds=15.0, fenced=True
    ) as relay:
        await relay.leader()
        await _rate(books, actor, max(CROWDS), events=True)  # Connections and plans.
        for writers in CROWDS:
            rates: dict[bool, list[float]] = {True: [], False: []}
            for _ in range(ROUNDS):
                for events in (False, True):
                    rates[events].append(await _rate(books, actor, writers, events=events))
            with_log, without = (statistics.median(rates[events]) for events in (True, False))
            ratios[writers] = with_log / without
            tell(
                "G16", f"{writers} writers, commits a second", without_events=f"{without:.0f}",
                with_events=f"{with_log:.0f}", ratio=f"{ratios[writers]:.2f}", wanted=WANTED,
            )  # fmt: skip
        logged = await books.logged()
        await books.relayed(len(logged))
    assert len(logged) >= 300, "vacuous: too little was said"
    assert ratios[32] >= LEAST
