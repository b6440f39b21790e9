"""NATS as its administrator sees it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import nats
from nats.js import JetStreamContext

ANSWER_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class NatsAccess:
    """Where NATS is, and who asks."""

    url: str = field(repr=False)
    user: str = ""
    password: str = field(default="", repr=False)


@asynccontextmanager
async def jetstream(access: NatsAccess) -> AsyncGenerator[JetStreamContext]:
    """A connection for as long as the block lasts; a server that is away is an error at once."""
    client = await nats.connect(
        access.url,
        user=access.user or None,
        password=access.password or None,
        name="aftercare admin",
        allow_reconnect=False,
        error_cb=_be_silent,
    )
    try:
        yield client.jetstream(timeout=ANSWER_SECONDS)
    finally:
        await client.close()


async def _be_silent(_fault: Exception) -> None:
    """The caller gets the error itself; the client's own log of it would only repeat it."""
