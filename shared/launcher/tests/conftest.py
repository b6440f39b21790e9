"""Stand-in services, and commands run as a person would run them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DUMMIES = Path(__file__).parent / "dummies"


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the stand-in services be found, here and in what we start."""
    monkeypatch.syspath_prepend(DUMMIES)
    monkeypatch.setenv("PYTHONPATH", str(DUMMIES))
    for name in list(os.environ):
        if name.startswith("AFTERCARE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def eventually() -> Callable[..., Any]:
    """Polls for what must come to pass: ``eventually(look)`` is the first true value."""

    def wait_for(look: Callable[[], Any], within: float = 10.0) -> Any:
        deadline = time.monotonic() + within
        while not (seen := look()):
            assert time.monotonic() < deadline, "it did not come to pass in time"
            time.sleep(0.02)
        return seen

    return wait_for


@pytest.fixture
def aftercare() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command to its end, as a person would."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "aftercare_launcher", *map(str, words)],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    return run
