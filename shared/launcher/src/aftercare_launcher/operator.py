"""The running suite as its operator reaches it: addresses and passwords from the state folder."""

import asyncio
import getpass
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Final, TypeVar

import asyncpg
from nats.errors import Error as NatsError

from aftercare_kit.admin.jetstream import NatsAccess
from aftercare_kit.admin.suite import Suite
from aftercare_kit.streams import Place
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.servers import databases
from aftercare_launcher.servers import nats as nats_server
from aftercare_launcher.stack.addresses import as_role, nats_addresses
from aftercare_launcher.stack.settings import SERVICE_ORDER
from aftercare_launcher.state import run
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.state.passwords import Passwords

T = TypeVar("T")

AWAY: Final = (OSError, TimeoutError, NatsError, asyncpg.PostgresError, asyncpg.InterfaceError)


def suite_of(state: Path) -> Suite:
    """The suite that runs in this state folder.

    Raises:
        LauncherError: none does.

    """
    folder = StateFolder.at(state)
    running = run.read(folder)
    if running is None or not running.postgres:
        raise LauncherError(
            f"Aftercare does not run in {folder.root}; start it with 'aftercare up'."
        )
    services = [name for name in SERVICE_ORDER if name in running.ports]
    passwords = Passwords(folder.secrets, services)
    nodes = nats_addresses(running.ports)
    return Suite(
        place=Place(running.region, replicas=len(nodes)),
        nats=NatsAccess(
            ",".join(nodes),
            nats_server.ADMIN,
            passwords.nats[nats_server.ADMIN],
        ),
        databases={
            name: as_role(running.postgres, name, databases.app(name), passwords)
            for name in services
        },
    )


def operate(work: Coroutine[Any, Any, T]) -> T:
    """Do something to the suite; a part that does not answer is a sentence."""
    try:
        return asyncio.run(work)
    except AWAY as fault:
        raise LauncherError(
            f"A part of the suite does not answer ({type(fault).__name__}: {fault}); "
            "see 'aftercare status'."
        ) from fault


def who() -> str:
    """The person at this terminal, for the audit trail."""
    return f"operator:{getpass.getuser()}"
