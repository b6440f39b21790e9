"""Kills one part of a suite after the other, with -9, at moments drawn from a seed."""

import asyncio
import contextlib
import random
from dataclasses import dataclass, field

import psutil

from aftercare_launcher.state import run
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.state.run import UnitState

OURS = ("intake", "dispatch", "inventory", "feedback", "billing", "gateway", "nats", "postgres",
        "edge")  # fmt: skip


@dataclass
class Killer:
    """Ends a ready part every second or two, until it has done so often enough."""

    folder: StateFolder
    kills: int
    seed: int
    killed: list[str] = field(default_factory=list[str])

    async def work(self) -> None:
        dice = random.Random(self.seed)
        while len(self.killed) < self.kills:
            await asyncio.sleep(dice.uniform(1.0, 2.0))
            now = run.read(self.folder)
            assert now is not None, "the launcher itself is never killed"
            ready = [unit for unit in now.units if unit.name in OURS and unit.state == "ready"]
            if ready:
                self._end(dice.choice(ready), launcher=now.pid)

    def _end(self, unit: UnitState, launcher: int) -> None:
        """Kill it, if the process is one of this suite's own still."""
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(unit.pid)
            if launcher in {parent.pid for parent in process.parents()}:
                process.kill()
                self.killed.append(unit.name)
