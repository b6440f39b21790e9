"""A whole suite of the test's own, made to be hurt."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from aftercare_launcher.demo.place import Place, found_or_started
from aftercare_launcher.ports import is_free
from aftercare_launcher.state.folder import StateFolder

PORTS = 16


@pytest.fixture
def place() -> Iterator[Place]:
    """A suite on free ports, in a folder that PostgreSQL's own user can pass through."""
    root = Path(tempfile.mkdtemp(prefix="aftercare-chaos-"))
    root.chmod(0o711)
    folder = StateFolder.at(root / "state")
    try:
        with found_or_started(folder, ("--port-base", str(_free_base())), keep=False) as found:
            yield found
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _free_base() -> int:
    while True:
        base = random.randrange(24_000, 30_000, PORTS)
        if all(is_free(port) for port in range(base, base + PORTS)):
            return base
