"""`aftercare logs`: every part's log, told apart by a prefix."""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from aftercare_launcher.cli.common import STATE, StateOption, folder, sentences
from aftercare_launcher.errors import LauncherError

POLL_SECONDS: Final = 0.25
TAIL_BYTES: Final = 256 * 1024
COLOURS: Final = (36, 32, 33, 35, 34, 96, 92, 93, 95, 94)


def logs(
    part: Annotated[list[str] | None, typer.Argument(help="Which parts; all by default.")] = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with new lines.")] = False,
    lines: Annotated[
        int, typer.Option("--lines", "-n", min=0, help="So many old lines each.")
    ] = 20,
    state: StateOption = STATE,
) -> None:
    """Print the ends of the logs."""
    with sentences():
        tails = [Tail(path, number) for number, path in enumerate(_files(state, part or []))]
        width = max(len(tail.name) for tail in tails)
        for tail in tails:
            _print(tail, tail.last(lines), width)
        try:
            while follow:
                time.sleep(POLL_SECONDS)
                for tail in tails:
                    _print(tail, tail.fresh(), width)
        except KeyboardInterrupt:
            return


class Tail:
    """The end of one log file, through its rotations."""

    def __init__(self, path: Path, number: int) -> None:
        self.name = path.stem
        self.colour = COLOURS[number % len(COLOURS)]
        self._path = path
        self._file = path.open("rb")
        self._rest = b""

    def last(self, count: int) -> list[bytes]:
        size = self._path.stat().st_size
        self._file.seek(max(0, size - TAIL_BYTES))
        found = list(self.fresh())
        return found[-count:] if count else []

    def fresh(self) -> Iterator[bytes]:
        """The whole lines written since the last look."""
        yield from self._lines()
        try:
            moved = self._path.stat().st_ino != _inode(self._file.fileno())
        except FileNotFoundError:
            return
        if moved:
            self._file.close()
            self._file = self._path.open("rb")
            yield from self._lines()

    def _lines(self) -> Iterator[bytes]:
        *whole, self._rest = (self._rest + self._file.read()).split(b"\n")
        yield from whole


def _inode(descriptor: int) -> int:
    import os

    return os.fstat(descriptor).st_ino


def _files(state: Path, parts: list[str]) -> list[Path]:
    folder_of_logs = folder(state).logs
    there = {path.stem: path for path in sorted(folder_of_logs.glob("*.log"))}
    if unknown := [part for part in parts if part not in there]:
        known = ", ".join(there) or "none yet"
        raise LauncherError(f"There is no log of {unknown[0]} in {folder_of_logs}; known: {known}.")
    if not there:
        raise LauncherError(f"There are no logs in {folder_of_logs}; run 'aftercare up' once.")
    return [there[part] for part in parts] or list(there.values())


def _print(tail: Tail, lines: Iterable[bytes], width: int) -> None:
    prefix = f"{tail.name:<{width}} | "
    if sys.stdout.isatty():
        prefix = f"\x1b[{tail.colour}m{prefix}\x1b[0m"
    for line in lines:
        sys.stdout.write(f"{prefix}{line.decode(errors='replace')}\n")
    sys.stdout.flush()
