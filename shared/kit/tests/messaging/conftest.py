"""A real event log and a real stream; dispatch's database lends its tables."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import nats
import pytest
from nats.aio.client import Client

from aftercare_kit import streams
from aftercare_kit.actors import Actor, system_actor
from aftercare_kit.database import Database, create_engine
from aftercare_kit.streams import Place
from aftercare_kit.unit_of_work import UnitOfWork

REGION = "cn-south"


@pytest.fixture
def actor() -> Actor:
    return system_actor("dispatch", REGION)


@asynccontextmanager
async def open_log(url: str, region: str) -> AsyncGenerator[Database[UnitOfWork]]:
    """Dispatch's database, of which only the kit's own tables are used."""
    engine = create_engine(url, application="test", region=region, pool_size=20)
    yield Database(engine, UnitOfWork, service="dispatch", region=region)
    await engine.dispose()


@pytest.fixture
async def log(database: Callable[[str], Any]) -> AsyncIterator[Database[UnitOfWork]]:
    async with open_log(database("dispatch").app_url, REGION) as log:
        yield log


@pytest.fixture
async def client(nats_server: Any) -> AsyncIterator[Client]:
    connection = await nats.connect(nats_server.user_url())
    yield connection
    await connection.close()


@pytest.fixture
async def place(client: Client) -> AsyncIterator[Place]:
    """Streams of this test alone: a region of its own keeps subjects apart, a prefix the names."""
    name = f"t{uuid4().hex[:10]}"
    place = Place(region=name, prefix=f"{name}_")
    await streams.apply(client.jetstream(), place)
    yield place
    for service in ("intake", "dispatch", "inventory", "feedback", "billing"):
        await client.jetstream().delete_stream(place.stream(service))
