"""Roles, databases, migrations and streams: all that must be there before a service starts.

Every step leaves alone what is already so; it runs at each `docker compose up`.
"""

import asyncio
import os
import sys
import time
from typing import Final

from nats.errors import Error as NatsError

from aftercare_containers.vault import admin_url, nats_access, owner_url, postgres_passwords
from aftercare_contracts.topology import SERVICES
from aftercare_kit import migrate
from aftercare_kit.admin.apply_streams import apply
from aftercare_kit.streams import Place
from aftercare_launcher.servers import databases

NATS_SECONDS: Final = 60.0
BETWEEN_TRIES: Final = 0.5


def main() -> int:
    for service in SERVICES:
        _prepare_database(service)
    for done in asyncio.run(_streams(os.environ["AFTERCARE_REGION"])):
        sys.stdout.write(f"{done}\n")
    return 0


def _prepare_database(service: str) -> None:
    databases.ensure(admin_url(service), [service], postgres_passwords(service), private=True)
    migrate.upgrade(service, owner_url(service))
    sys.stdout.write(f"{service}: schema is at {migrate.head_of(service)}\n")


async def _streams(region: str) -> list[str]:
    """Wait for NATS here: its official image holds nothing that a health check could run."""
    access = nats_access()
    deadline = time.monotonic() + NATS_SECONDS
    while True:
        try:
            return await apply(access, Place(region))
        except (OSError, NatsError):
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(BETWEEN_TRIES)


if __name__ == "__main__":
    sys.exit(main())
