"""The readable status while `aftercare up` runs in a terminal; plain lines anywhere else."""

import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from aftercare_launcher.state.run import RunState, UnitState

COLOURS: Final = {
    "ready": "green", "starting": "yellow", "restarting": "red", "failed": "bold red",
    "stopping": "yellow", "stopped": "dim", "dead": "bold red",
}  # fmt: skip
IN_THE_TREE: Final = ".venv/bin/aftercare"


class View:
    """Shows each change of the stack as it happens."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._console = Console()
        self._live = Live(console=self._console, auto_refresh=False)
        self._seen: dict[str, str] = {}

    def __enter__(self) -> Self:
        if self._console.is_terminal and not self._quiet:
            self._live.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._live.stop()

    def show(self, now: RunState) -> None:
        if self._live.is_started:
            self._live.update(picture(now), refresh=True)
            return
        for unit in now.units:
            self._tell(unit.name, f"{unit.name}: {unit.state} {unit.note}".rstrip())
        if now.phase != "starting":
            self._tell("", f"aftercare: {now.phase}")

    def _tell(self, who: str, what: str) -> None:
        if self._seen.get(who) != what:
            self._seen[who] = what
            sys.stdout.write(f"{what}\n")
            sys.stdout.flush()


def picture(
    now: RunState, resident: Mapping[str, float] | None = None, *, stops: str = "Ctrl-C"
) -> Group:
    """All parts and how they are, with their memory where known; under them, what to do next."""
    table = Table(
        title=f"Aftercare  {now.region}  {now.phase}", title_justify="left", box=None,
        pad_edge=False,
    )  # fmt: skip
    for column in ("part", "state", "port", "pid", "restarts", "up", "MiB", ""):
        table.add_column(column, justify="left" if column in {"part", "state", ""} else "right")
    for unit in now.units:
        table.add_row(*_cells(unit, (resident or {}).get(unit.name)))
    return Group(table, Text(_hint(now, stops), style="dim"))


def _cells(unit: UnitState, resident: float | None) -> tuple[str | Text, ...]:
    return (
        unit.name,
        Text(unit.state, style=COLOURS.get(unit.state, "")),
        str(unit.port or ""),
        str(unit.pid or ""),
        str(unit.restarts or ""),
        _age(unit.started),
        f"{resident:.0f}" if resident else "",
        unit.note,
    )


def _hint(now: RunState, stops: str) -> str:
    """Lines of less than eighty: a command is copied, and must not be wrapped."""
    if now.phase != "ready":
        return now.failure
    edge = f"http://127.0.0.1:{now.ports['edge']}"
    return (
        f"{edge}/docs\nA first request:\n  curl {edge}/api/cases \\\n"
        f'    -H "Authorization: Bearer $({called()} token --role service_agent)"\n'
        f"{stops} stops everything."
    )


def called() -> str:
    """How this program is called from here; by its name alone where its path would not fit."""
    path = os.path.relpath(sys.argv[0])
    fits = Path(path).name == "aftercare" and len(path) <= len(IN_THE_TREE)
    return path if fits and not shutil.which("aftercare") else "aftercare"


def _age(started: float | None) -> str:
    if started is None:
        return ""
    seconds = int(time.time() - started)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours}h{minutes:02}"
        if hours
        else f"{minutes}m{seconds:02}"
        if minutes
        else f"{seconds}s"
    )
