"""A child never outlives the process that started it, with the kernel's help or without."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from aftercare_launcher.processes.living import lives
from aftercare_launcher.processes.program import NOTE, STARTS, Program, last_words, spawn
from aftercare_launcher.supervision.logfile import LogFile

STARTER = """
import sys, time
from aftercare_launcher.processes.program import Program, spawn
program = Program(name="sleep", argv=("/bin/sleep", "60"), ready=lambda: True)
print(spawn(program, kernel_guards=sys.argv[1] == "True").pid, flush=True)
time.sleep(60)
"""


def family(pid: int) -> list[psutil.Process]:
    leader = psutil.Process(pid)
    return [leader, *leader.children(recursive=True)]


def asleep(pid: int) -> bool:
    return any(process.name() == "sleep" for process in family(pid))


@pytest.mark.parametrize(
    "kernel_guards",
    [pytest.param(True, marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux")), False],
)
def test_a_child_dies_with_its_starter(kernel_guards: bool, eventually: Callable[..., Any]) -> None:
    """By the kernel's signal on Linux; by a watching parent elsewhere."""
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(kernel_guards)], stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout
    child = int(starter.stdout.readline())
    eventually(lambda: asleep(child))
    children = family(child)
    starter.kill()
    starter.communicate()
    eventually(lambda: not any(map(lives, children)), within=5)


def test_a_watched_child_hears_signals(eventually: Callable[..., Any]) -> None:
    """The watcher passes on what its child is asked, and ends as the child ended."""
    program = Program(name="sleep", argv=("/bin/sleep", "60"), ready=lambda: True)
    watcher = spawn(program, kernel_guards=False)
    eventually(lambda: asleep(watcher.pid))
    children = family(watcher.pid)
    watcher.send_signal(signal.SIGTERM)
    assert watcher.wait(5) == 128 + signal.SIGTERM
    assert not any(map(lives, children))


def test_a_child_runs_in_a_session_of_its_own(eventually: Callable[..., Any]) -> None:
    """Ctrl-C in the terminal reaches the launcher, which stops the children in order."""
    program = Program(name="sleep", argv=("/bin/sleep", "60"), ready=lambda: True)
    process = spawn(program)
    eventually(lambda: asleep(process.pid))
    assert os.getsid(process.pid) == process.pid
    process.kill()
    process.wait()


def test_a_log_is_rotated_by_size(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "x.log", rotate_at=10)
    for number in range(6):
        log.write(f"line {number} and more\n".encode())
    log.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "x.log", "x.log.1", "x.log.2", "x.log.3",
    ]  # fmt: skip
    assert (tmp_path / "x.log").read_text() == "line 5 and more\n"
    assert (tmp_path / "x.log.1").read_text() == "line 4 and more\n"


def test_last_words_are_of_this_run_and_of_the_program(tmp_path: Path) -> None:
    log = tmp_path / "x.log"
    log.write_text(f"old\n{NOTE}{STARTS}\nthe pump is dry\n{NOTE}ended with exit code 1\n")
    assert last_words(log) == f": the pump is dry (more in {log})"
    log.write_text(f"old\n{NOTE}{STARTS}\n")
    assert last_words(log) == f" and said nothing (see {log})."
