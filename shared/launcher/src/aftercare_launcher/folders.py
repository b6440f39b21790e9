"""Folders that servers write to: made, checked and handed over before a server trips over them."""

import contextlib
import errno
import os
import pwd
import shutil
import stat
from collections.abc import Generator
from pathlib import Path
from typing import Final

from aftercare_launcher.errors import LauncherError

MEBIBYTE: Final = 1024 * 1024
UNPRIVILEGED: Final = "nobody"


def server_user() -> str | None:
    """The user for servers that refuse to run as root; None when we are not root."""
    return UNPRIVILEGED if os.geteuid() == 0 else None


def make_writable(folder: Path, mode: int) -> None:
    """Have the folder, ours to write, or say in one sentence why not."""
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()


@contextlib.contextmanager
def explained(folder: Path) -> Generator[None]:
    """Turn the system's refusal to write under this folder into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise LauncherError(
                f"The disk of {folder} is full; make room and try again."
            ) from error
        raise LauncherError(
            f"The folder {folder} cannot be written ({error.strerror}); "
            "make it writable or choose another with --state."
        ) from error


def require_room(folder: Path, mebibytes: int) -> None:
    free = shutil.disk_usage(folder).free // MEBIBYTE
    if free < mebibytes:
        raise LauncherError(
            f"The disk of {folder} is full: {free} MiB free, {mebibytes} MiB needed to start; "
            "make room and try again."
        )


def hand_over(path: Path, user: str | None) -> None:
    """Make the server's user the owner of a file or folder it must have to itself."""
    if user is not None:
        account = pwd.getpwnam(user)
        os.chown(path, account.pw_uid, account.pw_gid)


def require_reachable(path: Path, user: str | None, what: str) -> None:
    """Check that another user may pass through every folder above this path."""
    if user is None:
        return
    for folder in path.resolve().parents:
        if not folder.stat().st_mode & stat.S_IXOTH:
            raise LauncherError(
                f"PostgreSQL refuses to run as root, so it runs as '{user}', who cannot reach "
                f"{what} through {folder}; allow it with 'chmod o+x {folder}' or use another place."
            )
