"""Runs one program that must not outlive the process that started it.

Started by path with ``python -I -S`` (a dozen milliseconds), so it imports the standard library
only. On Linux it asks the kernel for a signal at its parent's death and becomes the program.
Elsewhere no such request exists: it stays as the program's parent and waits for the lifeline.
"""

import ctypes
import fcntl
import json
import os
import pwd
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final, NoReturn, TypedDict

PR_SET_PDEATHSIG: Final = 1
GRACE_SECONDS: Final = 2.0
CANNOT_EXECUTE: Final = 126


class Order(TypedDict):
    """What to run, as its starter writes it on the command line."""

    argv: list[str]
    user: str | None
    death_signal: int
    parent: int
    lifeline: str | None


def become(order: Order) -> NoReturn:
    """Turn into the program, to be signalled by the kernel when the parent dies (Linux)."""
    if order["user"] is not None:
        account = pwd.getpwnam(order["user"])
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
    # After the change of user, which clears the request.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, order["death_signal"], 0, 0, 0)
    if os.getppid() != order["parent"]:  # it died before the request was made
        sys.exit(CANNOT_EXECUTE)
    os.execve(order["argv"][0], order["argv"], os.environ)  # noqa: S606


def watch(order: Order, lifeline: str) -> int:
    """Stay as the program's parent: pass signals on, and end it when the lifeline drops."""
    account = pwd.getpwnam(order["user"]) if order["user"] is not None else None
    child = subprocess.Popen(
        order["argv"],
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: child.send_signal(received))

    def end_with_parent() -> None:
        with Path(lifeline).open() as held:
            fcntl.flock(held, fcntl.LOCK_SH)
        Path(lifeline).unlink(missing_ok=True)  # its holder could not
        child.send_signal(order["death_signal"])
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()

    threading.Thread(target=end_with_parent, daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


def main() -> int:
    order: Order = json.loads(sys.argv[1])
    if order["lifeline"] is None:
        become(order)
    return watch(order, order["lifeline"])


if __name__ == "__main__":
    sys.exit(main())
