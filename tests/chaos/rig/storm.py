"""A storm: faults drawn from a seed, done to a suite under load, each with what it cost."""

import random
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.rig.history import History
from tests.chaos.rig.load import Load
from tests.chaos.rig.recovery import Watch
from tests.chaos.rig.stack import Stack

RECOVERY_WITHIN = 30.0
RECOVERY_PATIENCE = 120.0


@dataclass
class Scene:
    """Everything that a fault has at hand."""

    stack: Stack
    load: Load
    watch: Watch
    history: History
    crowded: bool = False
    """Others keep this machine busy: how long something took is told, and not judged."""
    findings: list[str] = field(default_factory=list[str])
    """What no fault may bring about, and one did."""
    slow: list[str] = field(default_factory=list[str])
    """What took longer than it may on a quiet machine."""

    def must(self, holds: bool, otherwise: str) -> None:
        """Note a broken promise; the storm goes on."""
        if not holds and otherwise not in self.findings:
            self.findings.append(otherwise)

    def within(self, seconds: float, took: float, what: str) -> None:
        """Note what took too long, as a broken promise where the machine is ours alone."""
        if took > seconds:
            kind = self.slow if self.crowded else self.findings
            kind.append(f"{what} took {took:.1f} s, not {seconds:.0f}")


@dataclass(frozen=True)
class Fault:
    """One kind of fault; `draw` makes each injection from dice, `inject` does it and heals it."""

    goal: str
    name: str
    short: int
    soak: int
    draw: Callable[[random.Random, int], Any]
    inject: Callable[[Scene, Any], Awaitable[None]]
    recovers_within: float = RECOVERY_WITHIN
    recovers_each: bool = True
    """Whether each injection is followed by its recovery, or only the last one."""

    def drawn(self, seed: int, soak: bool) -> Sequence[Any]:
        """The injections of a run, always the same for the same seed."""
        dice = random.Random(f"{seed} {self.goal} {self.name}")
        return [self.draw(dice, n) for n in range(self.soak if soak else self.short)]


@dataclass
class Passed:
    """What one kind of fault cost."""

    fault: Fault
    since: float
    until: float = 0.0
    injected: int = 0
    recoveries: list[float] = field(default_factory=list[float])


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


async def storm(scene: Scene, faults: Sequence[Fault], seed: int, *, soak: bool) -> list[Passed]:
    """Do all of it, one kind after the other; the kinds come in an order of the seed's."""
    order = list(faults)
    random.Random(seed).shuffle(order)
    passed: list[Passed] = []
    for fault in order:
        steps = fault.drawn(seed, soak)
        one = Passed(fault, since=scene.history.now())
        passed.append(one)
        for number, step in enumerate(steps, 1):
            await fault.inject(scene, step)
            one.injected += 1
            scene.stack.heal()
            if fault.recovers_each or number == len(steps):
                one.recoveries.append(await _recovered(scene, fault, step))
        one.until = scene.history.now()
        _tell(scene, one)
    return passed


async def _recovered(scene: Scene, fault: Fault, step: Any) -> float:
    """Wait until all is as before; too long is a finding."""
    began = time.monotonic()
    try:
        await scene.stack.answering(RECOVERY_PATIENCE)
        await scene.watch.caught_up(RECOVERY_PATIENCE)
    except TimeoutError:
        scene.findings.append(f"{fault.name} {step}: no recovery")
    took = time.monotonic() - began
    say(f"{scene.history.now():6.1f} s    {step}: recovered in {took:.1f} s")
    scene.within(fault.recovers_within, took, f"{fault.name} {step}: recovery")
    return took


def _tell(scene: Scene, one: Passed) -> None:
    counts = dict(scene.history.outcomes(one.since, one.until))
    longest = max(one.recoveries, default=0.0)
    say(
        f"{scene.history.now():6.1f} s  {one.fault.goal} {one.fault.name}: {one.injected} times in "
        f"{one.until - one.since:.1f} s, {counts}, recovered in {longest:.1f} s at most"
    )
