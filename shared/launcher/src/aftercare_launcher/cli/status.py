"""`aftercare status`: what runs, and what it costs."""

import sys
from dataclasses import asdict, replace
from typing import Any, Final

import psutil
import typer

from aftercare_launcher.cli.common import STATE, JsonOption, StateOption, folder, print_json
from aftercare_launcher.state import run
from aftercare_launcher.state.run import RunState, UnitState
from aftercare_launcher.supervision import zygote

MEBIBYTE: Final = 1024 * 1024


def status(state: StateOption = STATE, json: JsonOption = False) -> None:
    """Show what runs: state, restarts, memory, port. Status 1 unless all is ready."""
    running = run.read(folder(state))
    if running is None:
        if json:
            print_json({"phase": "stopped", "units": []})
        else:
            sys.stdout.write("Aftercare does not run here.\n")
        raise typer.Exit(1)
    running = _with_launcher(running)
    memory = {unit.name: _memory(unit) for unit in running.units}
    if json:
        print_json(_told(running, memory))
    else:
        from rich.console import Console

        from aftercare_launcher.cli.view import called, picture

        resident = {name: rss for name, (rss, _) in memory.items()}
        Console().print(picture(running, resident, stops=f"'{called()} down'"))
    raise typer.Exit(0 if running.phase == "ready" else 1)


def _with_launcher(running: RunState) -> RunState:
    """The launcher is a part like the others: it keeps the traces."""
    launcher = UnitState(
        name="aftercare", state=running.phase, pid=running.pid, started=running.started,
        restarts=0, port=running.ports.get("traces"),
    )  # fmt: skip
    return replace(running, units=(*running.units, launcher))


def _told(running: RunState, memory: dict[str, tuple[float, float]]) -> dict[str, Any]:
    units = [
        asdict(unit) | dict(zip(("rss_mib", "pss_mib"), memory[unit.name], strict=True))
        for unit in running.units
    ]
    return {
        **asdict(running),
        "units": units,
        "rss_mib": round(sum(rss for rss, _ in memory.values()), 1),
        "pss_mib": round(sum(pss for _, pss in memory.values()), 1),
    }


def _memory(unit: UnitState) -> tuple[float, float]:
    """MiB resident, and the fair share of them: pages used by several count in parts."""
    rss = pss = 0
    for process in _family(unit):
        try:
            full = process.memory_full_info()
        except psutil.Error:
            continue
        rss += full.rss
        pss += getattr(full, "pss", full.uss)  # macOS knows only what is unshared
    return round(rss / MEBIBYTE, 1), round(pss / MEBIBYTE, 1)


def _family(unit: UnitState) -> list[psutil.Process]:
    """The unit's process and whatever it started that is not a unit itself."""
    if unit.pid is None:
        return []
    try:
        leader = psutil.Process(unit.pid)
        alone = unit.name in {"aftercare", zygote.NAME}
        return [leader] if alone else [leader, *leader.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
