"""What clients said and heard, as Jepsen keeps it: acknowledged, refused, or nobody knows.

A time-out, a lost connection or a 5xx says nothing about the effect; only an answer does. The same
command said again under its key is one command, and every answer it gets must be the same.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

Key = tuple[str, str]
"""Who said it, under which Idempotency-Key."""
TOO_MANY = 429


class Outcome(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One saying of a command; `told` is a status, or the name of what went wrong."""

    at: float
    seconds: float
    told: int | str

    @property
    def outcome(self) -> Outcome:
        match self.told:
            case int(status) if status < 300:
                return Outcome.ACKNOWLEDGED
            case int(status) if status < 500 and status != TOO_MANY:
                return Outcome.REFUSED
            case _:
                return Outcome.UNKNOWN


@dataclass(slots=True)
class Command:
    subject: str
    key: str
    path: str
    attempts: list[Attempt] = field(default_factory=list[Attempt])
    status: int = 0
    body: str = ""
    """The acknowledgement to the letter."""
    otherwise: list[str] = field(default_factory=list[str])
    """Acknowledgements that differ from the first."""

    @property
    def outcome(self) -> Outcome:
        """Acknowledged once is acknowledged; refused at last is refused: no key had been kept."""
        if self.body:
            return Outcome.ACKNOWLEDGED
        return self.attempts[-1].outcome

    @property
    def answer(self) -> Mapping[str, Any]:
        return json.loads(self.body)


@dataclass
class History:
    """Every command of a run, in memory; written when the run is over."""

    began: float = field(default_factory=time.monotonic)
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    """The same moment on the wall."""
    commands: dict[Key, Command] = field(default_factory=dict[Key, Command])

    def now(self) -> float:
        return time.monotonic() - self.began

    def note(self, command: Key, path: str, attempt: Attempt, body: str = "") -> None:
        said = self.commands.setdefault(command, Command(*command, path))
        said.attempts.append(attempt)
        if attempt.outcome is not Outcome.ACKNOWLEDGED:
            return
        if not said.body:
            said.status, said.body = int(attempt.told), body
        elif said.body != body:
            said.otherwise.append(body)

    @property
    def acknowledged(self) -> list[Command]:
        return [each for each in self.commands.values() if each.outcome is Outcome.ACKNOWLEDGED]

    def attempts(self, since: float, until: float) -> Iterator[tuple[Command, Attempt]]:
        for command in self.commands.values():
            for attempt in command.attempts:
                if since <= attempt.at < until:
                    yield command, attempt

    def outcomes(self, since: float, until: float) -> Counter[Outcome]:
        """How what was first said in these seconds ended, each command once."""
        return Counter(
            command.outcome
            for command in self.commands.values()
            if since <= command.attempts[0].at < until
        )

    def write(self, path: Path) -> None:
        """One JSON object a command and line."""
        with path.open("w") as file:
            for command in self.commands.values():
                line = {
                    "subject": command.subject,
                    "key": command.key,
                    "path": command.path,
                    "outcome": command.outcome,
                    "attempts": [[a.at, a.seconds, a.told] for a in command.attempts],
                    "answer": command.body or None,
                }
                file.write(json.dumps(line) + "\n")
