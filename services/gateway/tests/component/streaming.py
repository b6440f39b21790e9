"""Reads live events as a browser does, from a real HTTP server."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from aftercare_kit.testing import Bench


@dataclass
class Frame:
    """One block of the stream."""

    id: str | None = None
    comment: str | None = None
    data: dict[str, Any] | None = None


async def frames(answer: httpx2.Response) -> AsyncIterator[Frame]:
    """Read a stream as a browser does."""
    frame = Frame()
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        match name:
            case "":
                if line:
                    frame.comment = value
                else:
                    yield frame
                    frame = Frame()
            case "id":
                frame.id = value
            case "data":
                frame.data = json.loads(value)
            case _:
                pass


@dataclass
class Server:
    """The gateway behind a real server, since only that streams."""

    bench: Bench
    url: str
    place: str | None = None
    """Where the stream opened last began."""

    @asynccontextmanager
    async def stream(
        self, *roles: str, after: str | None = None, case: str | None = None, **claims: Any
    ) -> AsyncGenerator[AsyncIterator[Frame]]:
        """An open stream, known to have begun."""
        headers = {"Authorization": f"Bearer {self.bench.issuer.token(*roles, **claims)}"}
        if after is not None:
            headers["Last-Event-ID"] = after
        async with httpx2.AsyncClient(base_url=self.url, timeout=10) as client:
            query = {"case": case} if case else {}
            async with client.stream("GET", "/events", headers=headers, params=query) as answer:
                assert answer.status_code == 200
                assert answer.headers["content-type"].startswith("text/event-stream")
                read = frames(answer)
                while (began := await anext(read)).comment != "live":
                    pass
                self.place = began.id
                yield read


async def next_event(read: AsyncIterator[Frame], seconds: float = 5) -> Frame:
    """The next event, comments passed over."""
    async with asyncio.timeout(seconds):
        while True:
            frame = await anext(read)
            if frame.data is not None:
                return frame


async def kinds(read: AsyncIterator[Frame], count: int) -> list[str]:
    """Aggregate and fact of the next events."""
    told = [(await next_event(read)).data for _ in range(count)]
    return [".".join(entry["type"].split(".")[2:4]) for entry in told if entry]
