"""A link to one node of several: opened to any, left for the next when it leads nowhere."""

import random
import re
import string
from collections.abc import Sequence
from typing import Any, cast

from nats.aio.client import Client
from nats.protocol.command import hpub_cmd

PING_SECONDS = 2
"""A frozen node keeps its connections open; after three of these we leave it for another."""

_BLANKS = string.whitespace
_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_known: set[str] = set()
"""Names of headers that have been looked at: there are few, and they are ours."""


class _Link(Client):
    """The client, reading and writing headers in one pass: an event has a dozen of them."""

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

    async def _send_publish(
        self,
        subject: str,
        reply: str,
        payload: bytes,
        payload_size: int,
        headers: dict[str, Any] | None,
    ) -> None:
        written = _written(headers) if headers and subject else None
        if written is None:  # Whatever is odd about it, the client knows how to say.
            await super()._send_publish(subject, reply, payload, payload_size, headers)
            return
        self.stats["out_msgs"] += 1
        self.stats["out_bytes"] += payload_size
        await self._send_command(hpub_cmd(subject, reply, written, payload))
        if self._flush_queue is not None and self._flush_queue.empty():
            await self._flush_pending()


def _written(headers: dict[str, Any]) -> bytes | None:
    """The headers as they are sent; None where a name or a value is out of the ordinary."""
    if not headers.keys() <= _known:
        if not all(_TOKEN.fullmatch(name) for name in headers):
            return None
        _known.update(headers)
    text = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
    if not text.count("\n") == text.count("\r") == len(headers):
        return None
    return f"NATS/1.0\r\n{text}\r\n".encode()


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
