"""No acknowledged command is lost and none counts twice, whatever breaks and when.

One suite lives through every kind of fault in turn, under load; then all of its books are audited.
`AFTERCARE_CHAOS_SEED` replays a schedule; `SOAK=1` is the long form.
"""

import asyncio
import os
from pathlib import Path

import pytest

from tests.chaos.audit.whole import Audit, audit
from tests.chaos.faults.answers import LOST_ANSWERS
from tests.chaos.faults.controls import delivered_twice, without_synchronous_commit
from tests.chaos.faults.crowd import CROWDS
from tests.chaos.faults.links import TROUBLES
from tests.chaos.faults.processes import (
    EDGE_KILLS,
    KILLS,
    NATS_KILLS,
    NATS_STOPS,
    POSTGRES_KILLS,
    RESTARTS,
)
from tests.chaos.rig.history import History, Outcome
from tests.chaos.rig.load import loaded
from tests.chaos.rig.recovery import Watch
from tests.chaos.rig.report import report
from tests.chaos.rig.stack import started
from tests.chaos.rig.storm import Passed, Scene, say, storm
from tests.chaos.telling import CROWDED, SEED, SOAK

ONLY = os.environ.get("AFTERCARE_CHAOS_ONLY", "")
"""Goals to keep, as G1,G7; empty for all."""
EVERY = (KILLS, EDGE_KILLS, NATS_KILLS, POSTGRES_KILLS, NATS_STOPS, RESTARTS, TROUBLES,
         LOST_ANSWERS, CROWDS)  # fmt: skip
FAULTS = [fault for fault in EVERY if not ONLY or fault.goal in ONLY.split(",")]
CASES = 60_000 if SOAK else 3_000
AT_ONCE = 4
CALLS_PER_SECOND = 2.0
ENOUGH_COMMANDS = 1_000


async def run(tmp_path: Path) -> None:
    history = History()
    async with started() as stack, loaded(stack, history, CASES, SEED) as load:
        scene = Scene(stack, load, Watch(stack.place), history, crowded=CROWDED)
        say(f"seed {SEED}: the suite is up, {len(history.commands)} commands of master data")
        async with load.playing(AT_ONCE), load.calling(CALLS_PER_SECOND):
            passed = await storm(scene, FAULTS, SEED, soak=SOAK)
        say(f"{history.now():6.1f} s  calm: waiting until all has followed")
        await scene.watch.settled()
        found = await audit(stack.place, history)
        history.write(tmp_path / "history.jsonl")
        say(f"history: {tmp_path / 'history.jsonl'}")
        controls = await _controls(scene)
        report(
            SEED, passed, history, found, seconds=round(history.now()), crowded=CROWDED,
            slow=scene.slow, findings=scene.findings[:20], controls=controls,
        )  # fmt: skip
        _judge(scene, passed, found)


async def _controls(scene: Scene) -> dict[str, int]:
    """Each guard switched off; what must go red is judged here."""
    again = await delivered_twice(scene, inbox=True)
    doubled = await delivered_twice(scene, inbox=False)
    lost = await without_synchronous_commit(scene)
    scene.must(again == 0, f"delivered twice, {again} views are wrong")
    scene.must(doubled > 0, "the audit does not notice an inbox without memory")
    scene.must(lost > 0, "the audit does not notice commits that are not synchronous")
    return {"inbox off: views wrong": doubled, "synchronous_commit off: lost": lost}


def _judge(scene: Scene, passed: list[Passed], found: Audit) -> None:
    acknowledged = scene.history.outcomes(0, scene.history.now())[Outcome.ACKNOWLEDGED]
    for one in passed:
        stated = one.fault.soak if SOAK else one.fault.short
        assert one.injected >= stated, f"vacuous: {one.fault.name} only {one.injected} times"
    assert acknowledged >= ENOUGH_COMMANDS, f"vacuous: {acknowledged} commands acknowledged"
    assert found.clean, found.told()
    assert not scene.load.played.failures, scene.load.played.failures
    assert not scene.findings, "\n".join(scene.findings[:20])


@pytest.mark.slow
def test_a_storm_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    asyncio.run(run(tmp_path))
