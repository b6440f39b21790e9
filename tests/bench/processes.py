"""What each process of the suite takes: processor time and memory."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import psutil

from aftercare_launcher.state import run
from tests.bench.suite import Suite


@dataclass(frozen=True)
class Used:
    """Processor time so far, and resident memory, of one part with its children."""

    cpu: float
    resident: int


def pids(suite: Suite) -> dict[str, int]:
    """The suite's processes by name."""
    state = run.last(suite.folder)
    assert state is not None
    return {unit.name: unit.pid for unit in state.units if unit.pid}


def used(suite: Suite) -> dict[str, Used]:
    """What each part has used until now."""
    found: dict[str, Used] = {}
    for name, pid in pids(suite).items():
        cpu, memory = 0.0, 0
        parent = psutil.Process(pid)
        family = [parent] if name == "zygote" else [parent, *parent.children(recursive=True)]
        for process in family:
            try:
                times = process.cpu_times()
                cpu += times.user + times.system
                memory += process.memory_full_info().pss
            except psutil.NoSuchProcess:
                continue  # A connection's process ends with it.
        found[name] = Used(cpu, memory)
    return found


def shares(
    before: Mapping[str, Used], after: Mapping[str, Used], answered: int
) -> dict[str, float]:
    """Milliseconds of processor time for each answer, of whatever took any."""
    spent = {name: 1000 * (after[name].cpu - before[name].cpu) / answered for name in after}
    return {name: ms for name, ms in sorted(spent.items(), key=lambda one: -one[1]) if ms > 0.005}


def as_line(spent: Mapping[str, float]) -> str:
    return json.dumps({name: round(ms, 2) for name, ms in spent.items()})
