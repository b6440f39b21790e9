"""Kills one part of a suite after the other, with -9, at moments drawn from a seed."""

import asyncio
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
            ready = self._ready()
            if ready:
                self._end(dice.choice(ready))

    def _ready(self) -> list[UnitState]:
        now = run.read(self.folder)
        units = now.units if now else ()
        return [unit for unit in units if unit.name in OURS and unit.state == "ready"]

    def _end(self, unit: UnitState) -> None:
        """Kill it, if the process is still the one that the launcher speaks of."""
        if unit.pid is None or run.started_at(unit.pid) != unit.started:
            return
        psutil.Process(unit.pid).kill()
        self.killed.append(unit.name)
