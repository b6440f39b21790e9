"""The command as a person gives it: a suite is started, shown, proven and stopped."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aftercare_launcher.state import run
from aftercare_launcher.state.folder import StateFolder

PATIENCE_SECONDS = 300


@pytest.mark.timeout(PATIENCE_SECONDS + 30)
def test_ten_cases_two_of_them_on_site_end_as_they_must_and_nothing_is_lost(
    make_folder: Callable[[], Path],
    port_base: Callable[[], int],
    own_environment: dict[str, str],
) -> None:
    """The last line says so, the status is 0, and no suite is left running."""
    state = make_folder() / "state"
    done = subprocess.run(
        [sys.executable, "-m", "aftercare_launcher", "demo", "--json", "--requests", "10",
         "--on-site", "2", "--state", str(state), "--port-base", str(port_base())],
        env=own_environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told.keys() >= {"closed", "events", "clock_breaches", "seconds"}
    assert told["requests"] >= 10
    assert told["on_site"] == 2
    assert told["reconciled"] is True
    assert told["lost"] == 0
    assert run.read(StateFolder.at(state)) is None
