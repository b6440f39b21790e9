"""Stand-in services, and commands run as a person would run them."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aftercare_launcher.ports import is_free

DUMMIES = Path(__file__).parent / "dummies"


@pytest.fixture(scope="session")
def own_environment() -> dict[str, str]:
    """The caller's environment without settings of ours, and with the stand-ins to be found."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("AFTERCARE_")}
    return kept | {"PYTHONPATH": str(DUMMIES)}


@pytest.fixture(scope="session")
def eventually() -> Callable[..., Any]:
    """Polls for what must come to pass: ``eventually(look)`` is the first true value."""

    def wait_for(look: Callable[[], Any], within: float = 10.0) -> Any:
        deadline = time.monotonic() + within
        while not (seen := look()):
            assert time.monotonic() < deadline, "it did not come to pass in time"
            time.sleep(0.02)
        return seen

    return wait_for


@pytest.fixture(scope="session")
def aftercare(own_environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command to its end, as a person would."""

    def run(*words: str | Path | int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "aftercare_launcher", *map(str, words)],
            env=own_environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def make_folder() -> Iterator[Callable[[], Path]]:
    """Folders that PostgreSQL's own user can pass through; pytest's are private."""
    made: list[Path] = []

    def make() -> Path:
        made.append(Path(tempfile.mkdtemp(prefix="aftercare-launcher-")))
        made[-1].chmod(0o711)
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def port_base() -> Callable[[], int]:
    """Finds free ports in a row, enough for three NATS nodes."""

    def find() -> int:
        while True:
            base = random.randrange(20_000, 30_000, 32)
            if all(is_free(port) for port in range(base, base + 23)):
                return base

    return find
