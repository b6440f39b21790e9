"""A link to one node of several: opened to any, left for the next when it leads nowhere."""

import random
import string
from collections.abc import Sequence
from typing import cast

from nats.aio.client import Client

PING_SECONDS = 2
"""A frozen node keeps its connections open; after three of these we leave it for another."""


_BLANKS = string.whitespace


class _Link(Client):
    """The client, with a faster reader of headers: an event has a dozen of them."""

    @staticmethod
    def _parse_header_lines(raw: bytes) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in raw.decode("utf-8", "replace").split("\r\n"):
            name, colon, value = line.partition(":")
            name = name.strip(_BLANKS)
            # As the client's own: a name that is no word of ASCII is no header.
            if colon and name.isascii() and "".join(name.split()) == name:
                found[name] = value.strip(_BLANKS)
        return found


async def link(
    servers: Sequence[str], *, user: str, password: str, name: str, inbox: str
) -> Client:
    """Connect to any of the nodes, and stay connected for ever: to the next one, when one fails."""
    client = _Link()
    await client.connect(
        random.sample(servers, len(servers)),
        dont_randomize=True,  # The client would draw anew each time, and may draw the same again.
        user=user or None,
        password=password or None,
        name=name,
        inbox_prefix=inbox.encode(),
        allow_reconnect=True,
        max_reconnect_attempts=-1,
        reconnect_time_wait=cast("int", 0.5),  # Any number of seconds will do.
        ping_interval=PING_SECONDS,
        max_outstanding_pings=2,
    )
    return client


async def leave(client: Client) -> None:
    """Go on over another node: this one is alive, but knows no leader, as one cut off does not."""
    await client.force_reconnect()
