"""A program that dies again and again is started ever later; one that was asked to end, at once."""

import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from aftercare_kit.testing import poll_until
from aftercare_launcher.processes.program import Program
from aftercare_launcher.supervision.child import execute
from aftercare_launcher.supervision.logfile import LogFile
from aftercare_launcher.supervision.pauses import FIRST
from aftercare_launcher.supervision.unit import Phase, Unit

pytestmark = pytest.mark.anyio
DEATHS = 5
LAST_PAUSE = FIRST * 2 ** (DEATHS - 1)


@pytest.fixture
async def sleeper(tmp_path: Path) -> AsyncIterator[Unit]:
    program = Program(name="sleeper", argv=("/bin/sleep", "100"), ready=lambda: True)
    unit = Unit(program, LogFile(tmp_path / "log"), lambda: None, port=None, spawn=execute)
    unit.launch()
    yield unit
    await unit.stop(5.0)


async def _ended(unit: Unit, how: signal.Signals) -> float:
    """Seconds from a signal to the ready successor."""
    pid, began = await _ready(unit, 0), time.monotonic()
    os.kill(pid, how)
    await _ready(unit, pid)
    return time.monotonic() - began


async def _ready(unit: Unit, beside: int) -> int:
    async def other() -> int | None:
        state = unit.state()
        return state.pid if unit.phase is Phase.READY and state.pid != beside else None

    found = await poll_until(other, what="a ready process")
    return int(found)


async def test_deaths_are_paused_for_ever_longer_and_a_wanted_end_is_not(sleeper: Unit) -> None:
    for _ in range(DEATHS - 1):
        await _ended(sleeper, signal.SIGKILL)
    assert await _ended(sleeper, signal.SIGKILL) >= LAST_PAUSE
    assert await _ended(sleeper, signal.SIGTERM) < LAST_PAUSE
