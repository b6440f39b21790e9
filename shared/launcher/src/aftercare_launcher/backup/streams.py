"""The streams that a restore finds: read for what the logs lack, then deleted."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from nats.js.errors import NotFoundError

from aftercare_kit.admin.jetstream import (
    SHORT_ANSWER_SECONDS,
    NatsAccess,
    jetstream,
    when_led,
)
from aftercare_kit.admin.settle import Lost, settle
from aftercare_kit.admin.suite import Suite
from aftercare_kit.streams import Place
from aftercare_launcher.backup.copied import Description
from aftercare_launcher.operator import operate
from aftercare_launcher.ports import free_port, is_free
from aftercare_launcher.servers import databases
from aftercare_launcher.servers import nats as nats_server
from aftercare_launcher.servers.postgres import ADMIN, PostgresServer
from aftercare_launcher.stack import messaging
from aftercare_launcher.stack.addresses import as_role
from aftercare_launcher.stack.settings import Ports, StackSettings
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.state.passwords import Passwords

IN_A_ROW = 23
"""Ports that a stack takes at most."""
LAST_PORT = 65_535


@dataclass
class Found:
    """What the streams had and the logs lack."""

    lost: dict[str, list[Lost]] = field(default_factory=dict[str, list[Lost]])
    numbers: dict[str, int] = field(default_factory=dict[str, int])


def settled(folder: StateFolder, backup: Description, by: str) -> Found | None:
    """Settle every service's stream; None where there are no streams to compare with."""
    with _served(folder, backup) as suite:
        if suite is None:
            return None
        return operate(_settle_all(suite, by))


async def _settle_all(suite: Suite, by: str) -> Found:
    found = Found()
    async with jetstream(suite.nats, answer_seconds=SHORT_ANSWER_SECONDS) as js:
        for service in suite.publishing:
            with suppress(NotFoundError):
                await when_led(partial(js.stream_info, suite.place.stream(service)))
    for service in suite.publishing:
        with suppress(NotFoundError):
            one = await settle(suite, service, by)
            found.lost[service] = one.lost
            found.numbers |= one.numbers
    # Not before all are read: whoever has to restore once more learns the same again.
    async with jetstream(suite.nats) as js:
        for service in found.lost:
            await js.delete_stream(suite.place.stream(service))
    return found


@contextmanager
def _served(folder: StateFolder, backup: Description) -> Generator[Suite | None]:
    """PostgreSQL, and NATS where it has been here before, for this alone and on ports of its own.

    PostgreSQL starts in any case: a backup that it cannot start on is noticed now.
    """
    passwords = Passwords(folder.secrets, backup.services)
    settings = StackSettings(
        state=folder, region=backup.region, services=backup.services,
        nats_nodes=backup.nats_nodes, ports=_ports(),
    )  # fmt: skip
    log = folder.logs / "restore.log"
    with ExitStack() as running:
        postgres = PostgresServer(
            folder.postgres, settings.ports.postgres, password=passwords.postgres[ADMIN]
        )
        postgres.start(log)
        running.callback(postgres.stop)
        postgres.wait()
        if not _kept(folder.nats):
            yield None
            return
        servers = messaging.servers(settings, passwords)
        for server in servers.values():
            server.start(log)
            running.callback(server.stop)
        for server in servers.values():
            server.wait()
        admin = nats_server.ADMIN
        yield Suite(
            place=Place(backup.region, replicas=backup.nats_nodes),
            nats=NatsAccess(
                ",".join(server.url for server in servers.values()), admin, passwords.nats[admin]
            ),
            databases={
                name: as_role(postgres.admin_url, name, databases.app(name), passwords)
                for name in backup.services
            },
        )


def _kept(nats: Path) -> bool:
    return any(nats.glob("store/jetstream")) or any(nats.glob("*/store/jetstream"))


def _ports() -> Ports:
    """Others than the suite's own: another suite may run on those."""
    while True:
        base = free_port()
        if all(is_free(port) for port in range(base, min(base + IN_A_ROW, LAST_PORT))):
            return Ports.from_base(base)
