"""One deployment as its operator reaches it: the region, NATS, and each service's database."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from aftercare_contracts.topology import PUBLISHING, SERVICES, SUBSCRIPTIONS
from aftercare_kit.admin.jetstream import NatsAccess
from aftercare_kit.streams import Place

CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Suite:
    """Addresses of one region's parts; `databases` has each service's, as its login role."""

    place: Place
    nats: NatsAccess
    databases: Mapping[str, str] = field(repr=False)

    @property
    def publishing(self) -> Sequence[str]:
        """The services of this deployment that publish."""
        return [service for service in PUBLISHING if service in self.databases]

    @property
    def consuming(self) -> Sequence[str]:
        """The services of this deployment that listen."""
        return [
            service
            for service in SERVICES
            if service in self.databases and SUBSCRIPTIONS.get(service)
        ]

    @asynccontextmanager
    async def database(self, service: str) -> AsyncGenerator[Any]:
        """One transaction in a service's database, inside the region; it commits at the end."""
        connection = await asyncpg.connect(
            self.databases[service],
            timeout=CONNECT_SECONDS,
            server_settings={"application_name": "aftercare admin", "timezone": "UTC"},
        )
        try:
            async with connection.transaction():
                await connection.execute(
                    "select set_config('app.region', $1, true)", self.place.region
                )
                yield connection
        finally:
            await connection.close()
