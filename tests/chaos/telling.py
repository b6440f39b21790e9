"""What the rigs of parts and clusters share: the seed, the length, and one line for each result."""

import os
import secrets
from collections.abc import Callable

import pytest

SOAK = os.environ.get("SOAK", "") not in {"", "0"}
SEED = int(os.environ.get("AFTERCARE_CHAOS_SEED") or secrets.randbelow(10**6))
CROWDED = bool(os.environ.get("AFTERCARE_CHAOS_CROWDED")) or os.getloadavg()[0] > (
    os.cpu_count() or 1
)
"""Others keep this machine busy: how long something took is told, but not judged, or mildly."""

Tell = Callable[..., None]


def telling(capsys: pytest.CaptureFixture[str]) -> Tell:
    """A function that prints a row of the table: the goal, what was done, and the figures."""

    def tell(goal: str, what: str, **figures: object) -> None:
        told = "  ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
        with capsys.disabled():
            print(f"\n{goal:<4} {what:<46} seed {SEED:<7} {told}", end="")  # noqa: T201

    return tell
