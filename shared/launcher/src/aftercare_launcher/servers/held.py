"""PostgreSQL and NATS for a test session: they run for as long as another process lives.

``python -m aftercare_launcher.servers.held FOLDER`` starts both in the folder, writes how to reach
them to ``servers.json`` and ends, with everything in the folder, once ``alive`` is let go.
"""

import json
import secrets
import shutil
import sys
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from aftercare_launcher.errors import LauncherError
from aftercare_launcher.ports import free_port
from aftercare_launcher.processes import lifeline
from aftercare_launcher.servers.nats import NatsServer
from aftercare_launcher.servers.postgres import PostgresServer

SERVERS_FILE: Final = "servers.json"
FAILURE_FILE: Final = "failure.txt"
ALIVE_FILE: Final = "alive"
TRIES: Final = 3  # a free port may be taken before the server gets to it


@dataclass(frozen=True, slots=True)
class Held:
    """How the session's servers are reached."""

    postgres_port: int
    nats_port: int
    nats_monitor_port: int
    secret: str
    """The password of every role and user: whoever runs the tests may do all of it."""


def main(folder: Path) -> int:
    try:
        held, servers = _start(folder)
    except Exception as error:
        told = str(error) if isinstance(error, LauncherError) else traceback.format_exc()
        _publish(folder / FAILURE_FILE, told)
        return 1
    _publish(folder / SERVERS_FILE, json.dumps(asdict(held)))
    lifeline.wait_until_dropped(folder / ALIVE_FILE)
    for server in servers:
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)
    return 0


def _start(folder: Path) -> tuple[Held, tuple[PostgresServer | NatsServer, ...]]:
    from aftercare_contracts.topology import SERVICES

    for attempt in range(1, TRIES + 1):
        held = Held(free_port(), free_port(), free_port(), secrets.token_hex(16))
        postgres = PostgresServer(
            folder / "pg", held.postgres_port, password=held.secret, fsync=False,
            settings={"max_connections": "300", "autovacuum": "off"},
        )  # fmt: skip
        nats = NatsServer(
            folder / "nats", held.nats_port, held.nats_monitor_port, sync_always=False,
            passwords=dict.fromkeys(("admin", *SERVICES), held.secret),
        )  # fmt: skip
        servers = (nats, postgres)
        try:
            for server in servers:
                server.start(folder / "servers.log")
            for server in servers:
                server.wait()
        except LauncherError:
            for server in servers:
                server.stop()
            shutil.rmtree(postgres.data_dir, ignore_errors=True)
            if attempt == TRIES:
                raise
        else:
            return held, servers
    raise AssertionError


def _publish(path: Path, text: str) -> None:
    """Appear whole or not at all, since others poll for it."""
    draft = path.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.rename(path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
