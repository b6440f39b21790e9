"""One connection of the generator: a request, its answer, the next request.

Bytes in and bytes out, with as little between as HTTP/1.1 allows, so that what is measured is the
server: a client library would take as long for a request as some of what answers it.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from typing import cast
from uuid import uuid4

from tests.bench.load.job import Job

KEPT = 3


@dataclass
class Tally:
    """What all connections saw."""

    latencies: list[float] = field(default_factory=list[float])
    statuses: Counter[str] = field(default_factory=Counter[str])
    others: list[str] = field(default_factory=list[str])


class Connection(asyncio.Protocol):
    """Sends the next request when the last one has been answered, each under a key of its own."""

    def __init__(self, job: Job, place: int, tally: Tally) -> None:
        self.finished = asyncio.get_running_loop().create_future()
        self._tally = tally
        # Each begins elsewhere, so that no two speak of the same thing at once.
        start = place * len(job.bodies) // len(job.tokens)
        self._bodies = cycle([one.encode() for one in job.bodies[start:] + job.bodies[:start]])
        self._head = (
            f"POST {job.path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
            f"Accept-Language: en\r\nAuthorization: Bearer {job.tokens[place]}\r\n"
        ).encode()
        self._run, self._number = uuid4().hex, 0
        self._received = bytearray()
        self._sent = self._ends = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def start(self, ends: float) -> None:
        """Go on until then."""
        self._ends = ends
        self._send()

    def _send(self) -> None:
        assert self._transport is not None
        self._number += 1
        body = next(self._bodies)
        more = f"Idempotency-Key: {self._run}-{self._number}\r\nContent-Length: {len(body)}\r\n\r\n"
        self._sent = time.perf_counter()
        self._transport.write(self._head + more.encode() + body)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or len(body) < _length(bytes(head)):
            return
        now = time.perf_counter()
        status = head[9:12].decode()
        self._tally.statuses[status] += 1
        if status.startswith("2"):
            self._tally.latencies.append(now - self._sent)
        elif len(self._tally.others) < KEPT:
            self._tally.others.append(body.decode(errors="replace"))
        self._received.clear()
        if now < self._ends:
            self._send()
            return
        assert self._transport is not None
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is None and not self._received and time.perf_counter() >= self._ends:
            self.finished.set_result(None)
        else:
            self.finished.set_exception(exc or ConnectionError("closed by the server"))


def _length(head: bytes) -> int:
    lowered = head.lower()
    at = lowered.index(b"content-length:") + len(b"content-length:")
    return int(lowered[at:].split(b"\r\n", 1)[0])
