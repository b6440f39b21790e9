"""What runs now, written by the launcher for whoever asks: `status`, `down`, a second `up`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from aftercare_launcher.processes import lifeline
from aftercare_launcher.state.files import read_json, write_json
from aftercare_launcher.state.folder import StateFolder


@dataclass(frozen=True, slots=True)
class UnitState:
    """One supervised program, as last seen by its supervisor."""

    name: str
    state: str
    pid: int | None
    started: float | None
    restarts: int
    port: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunState:
    """One run of the stack; ``phase`` is starting, ready, stopping or failed."""

    pid: int
    started: float
    phase: str
    region: str
    ports: Mapping[str, int] = field(default_factory=dict[str, int])
    units: Sequence[UnitState] = ()
    postgres: str = ""
    """Where PostgreSQL is, without anybody's name or password."""
    failure: str = ""

    def write(self, path: Path) -> None:
        write_json(path, asdict(self), durable=False)


def read(folder: StateFolder) -> RunState | None:
    """The run that goes on in this folder, or None: its launcher has ended, however."""
    if not lifeline.is_held(folder.lifeline):
        return None
    return last(folder)


def last(folder: StateFolder) -> RunState | None:
    """The last run, whether it goes on or not."""
    kept = read_json(folder.run)
    if not kept:
        return None
    units = tuple(UnitState(**unit) for unit in kept.pop("units"))
    return RunState(**kept, units=units)


def started_at(pid: int) -> float | None:
    """When the process started: with its pid, what tells it from a later one."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None
