"""The suite that the demo works with: one that runs, or one started for it."""

import os
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from aftercare_launcher import tokens
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.state import run
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.tokens import Bearer

TOKEN_SECONDS = 8 * 3600


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the suite's edge is, and whose signature it trusts."""

    url: str
    region: str
    folder: StateFolder
    ports: Mapping[str, int] | None = None
    """Of a suite on this machine; of any other we know the edge alone."""
    postgres_url: str | None = None
    """The administrator's address of a PostgreSQL that is not the stack's own."""

    def sign(self, bearer: Bearer) -> str:
        """A token for somebody, for the length of a working day."""
        return tokens.issue(self.folder.signing_key, bearer, lifetime_seconds=TOKEN_SECONDS)


@contextmanager
def found_or_started(
    folder: StateFolder, start_with: Sequence[str] = (), *, keep: bool
) -> Generator[Place]:
    """The suite of this folder; one that is started here is stopped again unless it is kept."""
    running = run.read(folder)
    started = running is None
    if started:
        _aftercare("up", "--detach", "--state", str(folder.root), *start_with)
        running = run.read(folder)
    try:
        if running is None or running.phase != "ready":
            raise LauncherError(f"Aftercare is not ready in {folder.root}; see 'aftercare status'.")
        yield Place(
            url=f"http://{LOOPBACK}:{running.ports['edge']}",
            region=running.region,
            folder=folder,
            ports=running.ports,
            postgres_url=os.environ.get("AFTERCARE_POSTGRES_URL"),
        )
    finally:
        if started and not keep:
            _aftercare("down", "--state", str(folder.root))


def _aftercare(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "aftercare_launcher", *words],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise LauncherError(done.stderr.strip() or "Aftercare did not start.")
