"""What to run, and how it is started, asked whether it is ready, and stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from aftercare_launcher.errors import LauncherError
from aftercare_launcher.processes import guard, lifeline

POLL_SECONDS: Final = 0.02
LONGEST_QUOTE: Final = 400
NOTE: Final = "[aftercare] "  # opens the launcher's own lines in a program's log
STARTS: Final = "starts"
# Linux tells children of a parent's death; other systems need the guard to stay and watch.
KERNEL_GUARDS: Final = sys.platform == "linux"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program with its signals: how it is asked to stop, and what ends it if we die first."""

    name: str
    argv: tuple[str, ...]
    ready: Callable[[], bool]
    env: Mapping[str, str] = field(default_factory=dict[str, str])
    user: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    ready_within: float = 30.0


def guarded(program: Program, *, kernel_guards: bool = KERNEL_GUARDS) -> list[str]:
    """The command line that runs the program so that it dies with this process."""
    order: guard.Order = {
        "argv": list(program.argv),
        "user": program.user,
        "death_signal": program.death_signal,
        "parent": os.getpid(),
        "lifeline": None if kernel_guards else str(lifeline.own().path),
    }
    return [sys.executable, "-I", "-S", guard.__file__, json.dumps(order)]


def spawn(
    program: Program, log: IO[bytes] | None = None, *, kernel_guards: bool = KERNEL_GUARDS
) -> subprocess.Popen[bytes]:
    """Start the program in a session of its own, out of reach of the terminal's Ctrl-C."""
    return subprocess.Popen(
        guarded(program, kernel_guards=kernel_guards),
        env=dict(program.env),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=log if log is not None else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


class Running:
    """A started program, for code that waits in line (the supervisor has its own loop)."""

    def __init__(self, program: Program, log: Path | None = None) -> None:
        self.program = program
        self._log = log
        if log is None:
            self._process = spawn(program)
            return
        with log.open("ab") as file:
            self._process = spawn(program, file)

    def wait(self) -> None:
        """Return once the program answers; raise when it ends or stays silent."""
        name, within = self.program.name, self.program.ready_within
        deadline = time.monotonic() + within
        while not self.program.ready():
            if self._process.poll() is not None:
                raise LauncherError(f"{name} ended while starting{last_words(self._log)}")
            if time.monotonic() > deadline:
                raise LauncherError(f"{name} was not ready in {within:.0f} s.")
            time.sleep(POLL_SECONDS)

    def stop(self, within: float = 4.0) -> None:
        """Ask the program to stop, then insist."""
        self._process.send_signal(self.program.stop_signal)
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def last_words(log: Path | None) -> str:
    """What a program last said in this run, as the tail of a sentence."""
    if log is None or not log.exists():
        return "."
    said = log.read_text(errors="replace").rpartition(f"{NOTE}{STARTS}\n")[2]
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith(NOTE)]
    if not lines:
        return f" and said nothing (see {log})."
    return f": {lines[-1][:LONGEST_QUOTE]} (more in {log})"
