"""Takes a backup of a running suite: one moment of all databases together.

All services' databases lie in one PostgreSQL, so its base backup is one point in the write-ahead
log for all of them. An event is committed to its log before it reaches a stream, and reaches a
stream before it is noted in an inbox; so no inbox of the backup knows an event that a log of the
backup lacks. Streams are not copied: they are made from the logs.
"""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from aftercare_kit.admin.suite import Suite
from aftercare_launcher import folders
from aftercare_launcher.backup.copied import Copied, Description
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.operator import operate, suite_of
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.servers.postgres import ADMIN, binary, major
from aftercare_launcher.state import run
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.state.passwords import Passwords


def take(state: Path, target: Path) -> Description:
    """Copy everything that cannot be made anew into a new folder.

    Raises:
        LauncherError: nothing runs here, its PostgreSQL is somebody else's, the folder is in use,
            or PostgreSQL's own check of the copy finds a fault.

    """
    folder, suite = StateFolder.at(state), suite_of(state)
    running = run.read(folder)
    if running is None or "postgres" not in running.ports:
        raise LauncherError(
            "The suite uses a PostgreSQL that is not its own; back that up as its administrator."
        )
    copied = _new(target)
    began, events = _now(), operate(_events(suite))
    passwords = Passwords(folder.secrets, tuple(suite.databases))
    _base_backup(running.ports["postgres"], passwords.postgres[ADMIN], copied.postgres)
    for source, copy in (
        (folder.secrets, copied.secrets),
        (folder.signing_key, copied.signing_key),
        (folder.jwks, copied.jwks),
    ):
        shutil.copy2(source, copy)
    description = Description(
        region=running.region, nats_nodes=suite.place.replicas, services=tuple(suite.databases),
        postgres=major(), began=began, ended=_now(), events=events,
    )  # fmt: skip
    copied.describe(description)
    return description


def _new(target: Path) -> Copied:
    """A folder of its own, private as the passwords in it."""
    if target.exists() and any(target.iterdir()):
        raise LauncherError(f"{target} is not empty; a backup needs a folder of its own.")
    folders.make_writable(target, 0o700)
    return Copied(target.absolute())


async def _events(suite: Suite) -> dict[str, int]:
    counts: dict[str, int] = {}
    for service in suite.publishing:
        async with suite.database(service) as connection:
            counts[service] = await connection.fetchval("select count(*) from event")
    return counts


def _base_backup(port: int, password: str, into: Path) -> None:
    entry = ["--host", LOOPBACK, "--port", str(port), "--username", ADMIN, "--no-password"]
    how = ["--pgdata", str(into), "--format", "plain", "--wal-method", "stream"]
    _said(["pg_basebackup", *entry, *how, "--checkpoint", "fast"], password)
    _said(["pg_verifybackup", "--quiet", str(into)])


def _said(command: list[str], password: str = "") -> None:
    """Run one of PostgreSQL's programs; what it complains of is the sentence."""
    program, *arguments = command
    done = subprocess.run(
        [binary(program), *arguments],
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PGPASSWORD": password},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise LauncherError(f"The backup failed: {reason}")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
