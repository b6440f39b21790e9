"""One test session, however many processes it has: its folder, and the servers held for it."""

import fcntl
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final

import pytest

from aftercare_launcher.processes.lifeline import Lifeline
from aftercare_launcher.servers.held import ALIVE_FILE, FAILURE_FILE, SERVERS_FILE, Held

START_SECONDS: Final = 60.0
END_SECONDS: Final = 5.0
POLL_SECONDS: Final = 0.02


class TestSession:
    """The run's main process keeps the lifeline; the servers end when it does, even by -9."""

    __test__ = False

    def __init__(self, given: Path | None) -> None:
        self._given = given
        self._lifeline: Lifeline | None = None

    @classmethod
    def of(cls, config: pytest.Config) -> "TestSession":
        workerinput: dict[str, str] = getattr(config, "workerinput", {})
        given = workerinput.get("aftercare_session")
        return cls(Path(given) if given else None)

    @cached_property
    def folder(self) -> Path:
        if self._given is not None:
            return self._given
        folder = Path(tempfile.mkdtemp(prefix="aftercare-test-"))
        folder.chmod(0o711)  # PostgreSQL, run as nobody when we are root, must pass through
        self._lifeline = Lifeline(folder / ALIVE_FILE)
        self._lifeline.hold()
        return folder

    def servers(self) -> Held:
        """The session's servers, started now if nobody needed them before."""
        with exclusive(self.folder / "start.lock"):
            if not (self.folder / SERVERS_FILE).exists():
                self._start()
        return Held(**json.loads((self.folder / SERVERS_FILE).read_text()))

    def end(self) -> None:
        """Let the servers go and see them gone; only the process that made the folder does."""
        if self._lifeline is None:
            return
        started = (self.folder / SERVERS_FILE).exists()
        self._lifeline.drop()
        deadline = time.monotonic() + END_SECONDS
        while started and self.folder.exists() and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> None:
        with (self.folder / "held.log").open("wb") as log:
            holder = subprocess.Popen(
                [sys.executable, "-m", "aftercare_launcher.servers.held", str(self.folder)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not (self.folder / SERVERS_FILE).exists():
            if holder.poll() is not None or time.monotonic() > deadline:
                failure = self.folder / FAILURE_FILE
                told = failure if failure.exists() else self.folder / "held.log"
                pytest.exit(f"No servers for the tests: {told.read_text().strip()}", returncode=3)
            time.sleep(POLL_SECONDS)


SESSION: Final = pytest.StashKey[TestSession]()


@contextmanager
def exclusive(path: Path) -> Generator[None]:
    """One process of the session at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
