"""A deployment of two services: dispatch says, inventory hears; streams of this test alone."""

from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import nats
import pytest
from nats.aio.client import Client
from shared.kit.tests.admin.deployment import Deployment

from aftercare_kit import streams
from aftercare_kit.admin.jetstream import NatsAccess
from aftercare_kit.admin.suite import Suite
from aftercare_kit.database import Database, create_engine
from aftercare_kit.streams import Place
from aftercare_kit.unit_of_work import UnitOfWork


@pytest.fixture
async def client(nats_server: Any) -> AsyncIterator[Client]:
    connection = await nats.connect(nats_server.user_url())
    yield connection
    await connection.close()


@pytest.fixture
async def deployment(
    database: Callable[[str], Any], nats_server: Any, client: Client
) -> AsyncIterator[Deployment]:
    name = f"t{uuid4().hex[:10]}"
    place = Place(region=name, prefix=f"{name}_")
    await streams.apply(client.jetstream(), place)
    urls = {service: database(service).app_url for service in ("dispatch", "inventory")}
    access = NatsAccess(nats_server.url, "admin", nats_server.password())
    databases = {
        service: Database(
            create_engine(url, application="test", region=name),
            UnitOfWork,
            service=service,
            region=name,
        )
        for service, url in urls.items()
    }
    yield Deployment(Suite(place, access, urls), databases, client)
    for one in databases.values():
        await one.engine.dispose()
    for service in ("intake", "dispatch", "inventory", "feedback", "billing"):
        await client.jetstream().delete_stream(place.stream(service))
