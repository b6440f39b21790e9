"""What the generator is asked to do and what it found, on its way between two processes."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[3]
GRACE_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Job:
    """POST bodies as fast as the answers come, on so many connections, each with its token."""

    port: int
    path: str
    bodies: list[str]
    tokens: Sequence[str]
    """One a connection."""
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of it."""

    answered: int
    seconds: float
    latencies: Sequence[float]
    statuses: Mapping[str, int]
    cpu: float
    """Seconds of processor time the generator itself took."""
    others: Sequence[str] = field(default_factory=list[str])
    """The first answers that were no success."""

    @property
    def per_second(self) -> float:
        return self.answered / self.seconds


def run(job: Job) -> Done:
    """Have a fresh process do the job; any answer but success is an error."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        input=json.dumps(asdict(job)), capture_output=True, text=True, check=False, cwd=ROOT,
        timeout=job.seconds + GRACE_SECONDS,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    found = Done(**json.loads(done.stdout))
    if found.others:
        message = f"{job.path}: {found.statuses} {found.others[0]}"
        raise RuntimeError(message)
    return found
