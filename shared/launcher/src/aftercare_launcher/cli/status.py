"""`aftercare status`: what runs, and what it costs."""

from dataclasses import asdict
from typing import Any, Final

import psutil
import typer

from aftercare_launcher.cli.common import STATE, JsonOption, StateOption, folder, print_json
from aftercare_launcher.state import run
from aftercare_launcher.state.run import RunState, UnitState

MEBIBYTE: Final = 1024 * 1024


def status(state: StateOption = STATE, json: JsonOption = False) -> None:
    """Show what runs: state, restarts, memory, port. Status 1 unless all is ready."""
    running = run.read(folder(state))
    told = _told(running) if running else {"phase": "stopped", "units": []}
    if json:
        print_json(told)
    elif running is None:
        print("Aftercare does not run here.")  # noqa: T201 - the command's answer
    else:
        _print(running, {unit["name"]: unit["rss_mib"] for unit in told["units"]})
    raise typer.Exit(0 if told["phase"] == "ready" else 1)


def _told(running: RunState) -> dict[str, Any]:
    units = [asdict(unit) | _memory(_tree(unit)) for unit in running.units]
    launcher = {"name": "aftercare", "state": running.phase, "pid": running.pid,
                "started": running.started, "restarts": 0, "port": running.ports.get("traces"),
                "note": ""} | _memory([psutil.Process(running.pid)])  # fmt: skip
    units.append(launcher)
    return {
        **asdict(running),
        "units": units,
        "rss_mib": round(sum(unit["rss_mib"] for unit in units), 1),
        "pss_mib": round(sum(unit["pss_mib"] for unit in units), 1),
    }


def _tree(unit: UnitState) -> list[psutil.Process]:
    """The unit's process and whatever it started."""
    if unit.pid is None:
        return []
    try:
        leader = psutil.Process(unit.pid)
        return [leader, *leader.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _memory(processes: list[psutil.Process]) -> dict[str, float]:
    """Resident memory, and the share of it that counts pages used by several only once."""
    rss = pss = 0
    for process in processes:
        try:
            rss += process.memory_info().rss
            pss += _proportional(process)
        except psutil.Error:
            continue
    return {"rss_mib": round(rss / MEBIBYTE, 1), "pss_mib": round(pss / MEBIBYTE, 1)}


def _proportional(process: psutil.Process) -> int:
    full = process.memory_full_info()
    return int(getattr(full, "pss", full.uss))  # macOS knows only what is unshared


def _print(running: RunState, resident: dict[str, float]) -> None:
    from rich.console import Console

    from aftercare_launcher.cli.view import picture

    Console().print(picture(running, resident))
