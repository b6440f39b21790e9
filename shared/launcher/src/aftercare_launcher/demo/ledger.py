"""What the suite acknowledged: whoever was told "done" may hold it to that."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One command that was answered with success."""

    key: str
    subject: str
    path: str
    status: int
    body: str
    """The answer to the letter: a repetition must give the same."""
    answer: dict[str, Any] = field(repr=False)


@dataclass
class Ledger:
    """Every acknowledgement of a run, and how often something had to be said again, and why."""

    commands: list[Acknowledged] = field(default_factory=list[Acknowledged])
    repeated: Counter[str] = field(default_factory=Counter[str])

    def add(self, told: Acknowledged) -> None:
        self.commands.append(told)
