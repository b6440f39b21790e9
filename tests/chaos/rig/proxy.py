"""A TCP link that can be hurt: cut, slowed, held in one direction, half-open, robbed of answers.

Every fault is one that real networks have, and none garbles bytes: what is held is delivered after
the link has healed, as TCP would, or the connection ends.
"""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Self

from aftercare_launcher.ports import LOOPBACK

CHUNK = 65536
_LINGER_NO_TIME = struct.pack("ii", 1, 0)


class Way(Enum):
    """A direction, as the client sees it."""

    OUT = "out"
    BACK = "back"


@dataclass(eq=False)
class Link:
    """One connection through the proxy."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    half_open: bool = False
    rob: bool = False
    """The next answer never arrives: the connection ends in its place."""

    def reset(self) -> None:
        for end in (self.client, self.server):
            _reset(end)


def _reset(end: asyncio.StreamWriter) -> None:
    """End one side with RST instead of FIN."""
    with contextlib.suppress(OSError):
        end.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NO_TIME
        )
    end.transport.abort()


@dataclass
class Proxy:
    """Listens on `port` and leads to `target`, both on loopback."""

    port: int
    target: int
    delay: float = 0.0
    """Seconds that every byte takes longer, in each direction."""
    refusing: bool = False
    lose_answer_to: Callable[[bytes], bool] | None = None
    """Asked for all that clients say; where it says yes, the answer is lost with the link."""
    robbed: int = 0
    """How many answers were lost so."""
    _links: set[Link] = field(default_factory=set[Link])
    _open: dict[Way, asyncio.Event] = field(default_factory=dict[Way, asyncio.Event])
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        for way in Way:
            self._open[way] = asyncio.Event()
            self._open[way].set()
        self._server = await asyncio.start_server(self._serve, LOOPBACK, self.port, limit=CHUNK)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.reset()

    @property
    def links(self) -> int:
        return len(self._links)

    def reset(self) -> None:
        """End every connection with RST; new ones may come."""
        for link in list(self._links):
            link.reset()

    def cut(self) -> None:
        """End every connection and refuse new ones, until healed."""
        self.refusing = True
        self.reset()

    def hold(self, *ways: Way) -> None:
        """Let nothing pass in these directions, until healed."""
        for way in ways:
            self._open[way].clear()

    def half_open(self) -> None:
        """Have the server forget every connection, and no client be told."""
        for link in self._links:
            link.half_open = True
            _reset(link.server)

    def heal(self) -> None:
        """Be a good link again; connections that are half-open stay so."""
        self.refusing, self.delay, self.lose_answer_to = False, 0.0, None
        for way in Way:
            self._open[way].set()

    async def _serve(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        if self.refusing:
            _reset(client)
            return
        try:
            back, server = await asyncio.open_connection(LOOPBACK, self.target, limit=CHUNK)
        except OSError:
            _reset(client)
            return
        link = Link(client, server)
        self._links.add(link)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._carry(link, Way.OUT, reader, server))
                group.create_task(self._carry(link, Way.BACK, back, client))
        except* OSError:
            link.reset()
        finally:
            self._links.discard(link)
            link.reset()

    async def _carry(
        self, link: Link, way: Way, source: asyncio.StreamReader, sink: asyncio.StreamWriter
    ) -> None:
        """Bring one direction's bytes over, each as late as the link is slow, in order."""
        loop = asyncio.get_running_loop()
        travelling: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=256)

        async def deliver() -> None:
            while True:
                due, chunk = await travelling.get()
                if (wait := due - loop.time()) > 0:
                    await asyncio.sleep(wait)
                await self._open[way].wait()
                if not chunk:
                    if link.half_open:
                        raise ConnectionResetError  # The client gave up: so may we.
                    sink.write_eof()
                    return
                try:
                    sink.write(chunk)
                    await sink.drain()
                except OSError:
                    if not link.half_open:
                        raise  # Else it falls into the void.

        async with asyncio.TaskGroup() as group:
            group.create_task(deliver())
            while True:
                chunk = await self._read(link, way, source)
                if self._robs(link, way, chunk):
                    raise ConnectionResetError
                await travelling.put((loop.time() + self.delay, chunk))
                if not chunk:
                    return

    async def _read(self, link: Link, way: Way, source: asyncio.StreamReader) -> bytes:
        try:
            chunk = await source.read(CHUNK)
        except OSError:
            if not link.half_open:
                raise
            chunk = b""
        if link.half_open and way is Way.BACK and not chunk:
            await asyncio.Event().wait()  # The client is never told.
        return chunk

    def _robs(self, link: Link, way: Way, chunk: bytes) -> bool:
        if way is Way.OUT:
            link.rob = link.rob or bool(self.lose_answer_to and self.lose_answer_to(chunk))
            return False
        if link.rob and chunk:
            self.robbed += 1
            return True
        return False
