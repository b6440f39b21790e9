"""Puts a backup in the place of a suite's databases, and has the streams start over from it.

What was said after the backup is gone from the logs, but may stand in the streams that are still
here, and in somebody's hands on paper. So these streams are read once more: what the logs lack is
listed, its printed numbers are never given out again, and then the streams go. At the next start
they are made anew, the relays fill them from the logs, and inboxes count nothing twice.
"""

import shutil
import subprocess
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aftercare_kit.admin.settle import Lost
from aftercare_launcher import folders
from aftercare_launcher.backup.copied import Copied, Description
from aftercare_launcher.backup.streams import settled
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.processes.lifeline import Lifeline
from aftercare_launcher.servers.postgres import binary, major
from aftercare_launcher.state.folder import StateFolder


@dataclass(frozen=True, slots=True)
class PutBack:
    """What a restore did, and what it has cost."""

    backup: Description
    aside: str | None
    """Where the databases are that were here before."""
    compared: bool
    """Whether there were streams to learn from what was lost."""
    lost: Mapping[str, list[Lost]] = field(default_factory=dict[str, list[Lost]])
    numbers: Mapping[str, int] = field(default_factory=dict[str, int])


def put_back(state: Path, source: Path, by: str) -> PutBack:
    """Restore a backup.

    Raises:
        LauncherError: the suite runs, the backup is not whole or not ours, or PostgreSQL cannot
            start on it.

    """
    copied, folder = Copied(source.absolute()), StateFolder.at(state)
    description = copied.description()
    _require_ours(copied, description)
    folder.ensure()
    with _alone(folder):
        folders.require_room(folder.root, _mebibytes(copied.postgres))
        aside = _replace(folder, copied)
        found = settled(folder, description, by)
    if found is None:
        return PutBack(description, aside, compared=False)
    return PutBack(description, aside, compared=True, lost=found.lost, numbers=found.numbers)


def _require_ours(copied: Copied, description: Description) -> None:
    if description.postgres != major():
        raise LauncherError(
            f"The backup is of PostgreSQL {description.postgres} and this is PostgreSQL {major()}."
        )
    checked = subprocess.run(
        [binary("pg_verifybackup"), "--quiet", copied.postgres],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if checked.returncode:
        reason = (checked.stderr.strip() or "no reason given").splitlines()[-1]
        raise LauncherError(f"The backup in {copied.root} is damaged: {reason}")


@contextmanager
def _alone(folder: StateFolder) -> Generator[None]:
    """Nobody may start the suite meanwhile, and none may run."""
    lifeline = Lifeline(folder.lifeline)
    if not lifeline.hold():
        raise LauncherError(
            f"Aftercare runs in {folder.root}; stop it with 'aftercare down', then restore."
        )
    try:
        yield
    finally:
        lifeline.drop()


def _replace(folder: StateFolder, copied: Copied) -> str | None:
    """Copy beside first: at no moment is there neither the old nor the new."""
    draft, user = folder.root / "pg.restoring", folders.server_user()
    with folders.explained(folder.root), ExitStack() as undo:
        undo.callback(shutil.rmtree, draft, ignore_errors=True)
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(copied.postgres, draft, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            folders.hand_over(path, user)
        draft.chmod(0o700)
        aside = None
        if folder.postgres.exists():
            aside = folder.root / f"pg.before-{datetime.now(UTC):%Y%m%dT%H%M%S}"
            folder.postgres.rename(aside)
        draft.rename(folder.postgres)
    shutil.copy2(copied.secrets, folder.secrets)
    if not folder.signing_key.exists():  # Tokens in people's hands go on, where there is a key.
        shutil.copy2(copied.signing_key, folder.signing_key)
        shutil.copy2(copied.jwks, folder.jwks)
    return str(aside) if aside else None


def _mebibytes(folder: Path) -> int:
    whole = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return whole // folders.MEBIBYTE + 1
