"""NATS for tests: the session's server, or one of the test's own."""

import secrets
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aftercare_launcher.ports import LOOPBACK, free_port
from aftercare_launcher.servers.held import Held
from aftercare_launcher.servers.nats import ADMIN, NatsServer


@dataclass(frozen=True, slots=True)
class NatsForTests:
    """How a NATS server is reached."""

    port: int
    monitor_port: int
    passwords: Mapping[str, str]

    @classmethod
    def shared(cls, held: Held) -> "NatsForTests":
        return cls(held.nats_port, held.nats_monitor_port, dict.fromkeys(users(), held.secret))

    @property
    def url(self) -> str:
        return f"nats://{LOOPBACK}:{self.port}"

    def user_url(self, user: str = ADMIN) -> str:
        return f"nats://{user}:{self.passwords[user]}@{LOOPBACK}:{self.port}"

    def password(self, user: str = ADMIN) -> str:
        return self.passwords[user]


@contextmanager
def fresh_server(folder: Path) -> Generator[NatsForTests]:
    """A server with the users and rights of the real one, for one test."""
    passwords = {user: secrets.token_hex(8) for user in users()}
    server = NatsServer(folder, free_port(), free_port(), passwords=passwords, sync_always=False)
    server.start()
    try:
        server.wait()
        yield NatsForTests(server.port, server.monitor_port, passwords)
    finally:
        server.stop()


def users() -> tuple[str, ...]:
    # Imported late: a plugin loads before coverage starts to count.
    from aftercare_contracts.topology import SERVICES

    return (ADMIN, *SERVICES)
