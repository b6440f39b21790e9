"""One real suite for a whole test session, however many workers it has, and gone with it."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aftercare_launcher.ports import is_free
from aftercare_launcher.processes import lifeline
from aftercare_launcher.testing.session import TestSession, exclusive

START_SECONDS: Final = 150
MARK: Final = "journeys.json"


@dataclass(frozen=True)
class RunningSuite:
    """A suite that runs: where its state is, and where its edge."""

    state: Path
    edge: str
    region: str

    @classmethod
    def of_session(cls, session: TestSession) -> "RunningSuite":
        """The session's suite, started by whichever worker needs it first."""
        mark = session.folder / MARK
        with exclusive(session.folder / "journeys.lock"):
            if not mark.exists():
                mark.write_text(json.dumps(_start(session.folder)))
        told = json.loads(mark.read_text())
        return cls(Path(told["state"]), told["edge"], told["region"])

    def aftercare(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command as its operator would."""
        return subprocess.run(
            [sys.executable, "-m", "aftercare_launcher", *words, "--state", str(self.state)],
            env=_environment(), capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def told(self, *words: str) -> Any:
        """What the command says to a program."""
        done = self.aftercare(*words, "--json")
        assert done.stdout, done.stderr
        return json.loads(done.stdout)


def _start(session: Path) -> dict[str, str]:
    folder = Path(tempfile.mkdtemp(prefix="aftercare-journeys-"))
    folder.chmod(0o711)  # PostgreSQL, run as nobody when we are root, must pass through
    base, state = _free_ports(), folder / "state"
    words = ["up", "--detach", "--state", str(state), "--port-base", str(base)]
    # Before the suite, so that it is stopped also when this session is killed while it starts.
    subprocess.Popen(
        [sys.executable, __file__, str(session / "alive"), str(state)],
        env=_environment(), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "aftercare_launcher", *words],
        env=_environment(), capture_output=True, text=True, timeout=START_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {"state": str(state), "edge": f"http://127.0.0.1:{base}", "region": "cn-south"}


def _free_ports() -> int:
    while True:
        base = random.randrange(30_000, 32_000, 16)  # below the ports of outgoing connections
        if all(is_free(port) for port in range(base, base + 16)):
            return base


def _environment() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if not name.startswith("AFTERCARE_")}


def keep(alive: Path, state: Path) -> None:
    """Stop the suite once the test session has ended, by whatever death."""
    lifeline.wait_until_dropped(alive)
    stop = [sys.executable, "-m", "aftercare_launcher", "down", "--state", str(state)]
    subprocess.run(stop, check=False)
    shutil.rmtree(state.parent, ignore_errors=True)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), Path(sys.argv[2]))
