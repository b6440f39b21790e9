"""How far the work is, on standard error: a bar in a terminal, a line now and then elsewhere."""

import time
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from aftercare_launcher.demo.acts import Act

EVERY_SECONDS: Final = 10.0


class Shown:
    """Counts cases and acts as they are played."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._console = Console(stderr=True, quiet=quiet)
        self._bar = Progress(
            TextColumn("{task.description:<12}"), BarColumn(),
            TextColumn("{task.completed}/{task.total} cases  {task.fields[acts]} acts"),
            TimeElapsedColumn(), console=self._console, disable=not self._console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("cases", total=total, acts=0)
        self._total, self._cases, self._acts = total, 0, 0
        self._told_at = time.monotonic()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def say(self, what: str) -> None:
        """Tell what begins now."""
        self._console.print(what, highlight=False)

    def act(self, act: Act | None) -> None:
        """Count an act; None is the end of a case."""
        if act is None:
            self._cases += 1
        else:
            self._acts += 1
        self._bar.update(self._task, completed=self._cases, acts=self._acts)
        due = time.monotonic() - self._told_at > EVERY_SECONDS
        if due and not self._console.is_terminal:
            self._told_at = time.monotonic()
            self.say(f"{self._cases}/{self._total} cases, {self._acts} acts")
