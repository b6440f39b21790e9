"""Whole remote cases through all services, and how soon the next service shows what was answered.

First as many as a few busy people manage; then cases begin at half that pace, at even intervals
whatever the answers take, and the time from each answered command to its effect is kept.
"""

import asyncio
import time

import uvloop

from tests.bench import crowd
from tests.bench.drain import drained
from tests.bench.figures import percentile, short, show, tell
from tests.bench.remote_case import Cases, cases
from tests.bench.suite import Suite

AT_ONCE = 8
FULL_SECONDS = 10.0
HALF_SECONDS = 15.0
WARM_CASES = 16


def measure(suite: Suite) -> dict[str, float]:
    """Full load, half load, the table and the figures."""
    bodies = crowd.bodies(suite)
    full, a_second = uvloop.run(_full(suite, bodies))
    tell(f"loop: {a_second:.1f} cases/s at full load")
    drained(suite)
    half = uvloop.run(_half(suite, bodies, a_second / 2))
    drained(suite)
    rows = [
        [
            name,
            f"{rate:.1f}",
            *(short(1000 * percentile(kept.answers, share)) for share in (0.5, 0.99)),
            *(short(1000 * percentile(kept.visible, share)) for share in (0.5, 0.99)),
        ]
        for name, kept, rate in (("full load", full, a_second), ("half load", half, a_second / 2))
    ]
    heads = ["", "cases/s", "answer p50 ms", "p99", "visible p50 ms", "p99"]
    show(f"loop, whole remote cases, {AT_ONCE} at once, {len(half.done)} at half load", heads, rows)
    return {
        "loop_cases_per_s": a_second,
        "visible_p50_ms": 1000 * percentile(half.visible, 0.5),
        "visible_p99_ms": 1000 * percentile(half.visible, 0.99),
    }


async def _full(suite: Suite, bodies: list[str]) -> tuple[Cases, float]:
    async with cases(suite, bodies) as warm:
        await asyncio.gather(*(warm.play() for _ in range(WARM_CASES)))
    async with cases(suite, bodies) as kept:
        began = time.perf_counter()

        async def busy() -> None:
            while time.perf_counter() - began < FULL_SECONDS:
                await kept.play()

        await asyncio.gather(*(busy() for _ in range(AT_ONCE)))
        return kept, len(kept.done) / (max(kept.done) - began)


async def _half(suite: Suite, bodies: list[str], a_second: float) -> Cases:
    async with cases(suite, bodies) as kept, asyncio.TaskGroup() as group:
        began = time.perf_counter()
        for number in range(max(1, int(HALF_SECONDS * a_second))):
            await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
            group.create_task(kept.play())
    return kept
