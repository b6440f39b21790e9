"""A link to one node of several: opened to any, left for the next when it leads nowhere."""

import random
from collections.abc import Sequence

import nats
from nats.aio.client import Client

PING_SECONDS = 2
"""A frozen node keeps its connections open; after three of these we leave it for another."""


async def link(
    servers: Sequence[str], *, user: str, password: str, name: str, inbox: str
) -> Client:
    """Connect to any of the nodes, and stay connected for ever: to the next one, when one fails."""
    return await nats.connect(
        random.sample(servers, len(servers)),
        dont_randomize=True,  # The client would draw anew each time, and may draw the same again.
        user=user or None,
        password=password or None,
        name=name,
        inbox_prefix=inbox.encode(),
        allow_reconnect=True,
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.5,
        ping_interval=PING_SECONDS,
        max_outstanding_pings=2,
    )


async def leave(client: Client) -> None:
    """Go on over another node: this one is alive, but knows no leader, as one cut off does not."""
    await client.force_reconnect()
