"""Streams of one test alone, and a connection that may do all."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import nats
import pytest
from nats.aio.client import Client

from aftercare_contracts.topology import PUBLISHING
from aftercare_kit import streams
from aftercare_kit.streams import Place


@pytest.fixture
async def client(nats_server: Any) -> AsyncIterator[Client]:
    connection = await nats.connect(nats_server.user_url())
    yield connection
    await connection.close()


@pytest.fixture
async def place(client: Client) -> AsyncIterator[Place]:
    """A region of its own keeps subjects apart, a prefix the names."""
    name = f"t{uuid4().hex[:10]}"
    place = Place(region=name, prefix=f"{name}_")
    await streams.apply(client.jetstream(), place)
    yield place
    for service in PUBLISHING:
        await client.jetstream().delete_stream(place.stream(service))
