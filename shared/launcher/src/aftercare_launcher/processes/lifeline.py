"""A locked file whose lock says "I live": the kernel lets it go however its holder dies."""

import atexit
import fcntl
import os
import tempfile
from functools import cache
from pathlib import Path


class Lifeline:
    """The holder's end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def hold(self) -> bool:
        """Lock the file until this process ends; False when another living process has it."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def drop(self) -> None:
        """Let go while still alive."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_held(path: Path) -> bool:
    """Whether some living process holds this lifeline."""
    if not path.exists():
        return False
    probe = Lifeline(path)
    free = probe.hold()
    probe.drop()
    return not free


def wait_until_dropped(path: Path) -> None:
    """Block until the holder has died, by whatever death."""
    with path.open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_SH)


@cache
def own() -> Lifeline:
    """The lifeline of this process, made at first use."""
    descriptor, name = tempfile.mkstemp(prefix="aftercare-", suffix=".alive")
    os.close(descriptor)
    lifeline = Lifeline(Path(name))
    lifeline.hold()
    atexit.register(lifeline.path.unlink, missing_ok=True)
    return lifeline
