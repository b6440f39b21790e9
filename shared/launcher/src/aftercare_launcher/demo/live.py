"""Waiting for what one service's fact makes another do, told by the gateway's live events.

A lost stream costs time, never a case: whoever waits long looks at the owning service itself.
"""

import asyncio
import contextlib
import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import httpx2

from aftercare_launcher.demo.api import Api
from aftercare_launcher.demo.people import Person

T = TypeVar("T")

FIRST_LOOK_SECONDS, LONGEST_LOOK_SECONDS = 3.0, 12.0
PATIENCE_SECONDS: Final = 120.0
BACK_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class News:
    """An event, as far as somebody waits for it: `work_order.opened` and the like."""

    fact: str
    aggregate_id: str
    version: int
    facts: Mapping[str, Any]


class TooLong(Exception):
    """What had to follow did not follow."""


class Live:
    """Listens to all events, and hands each case its own."""

    def __init__(self, api: Api, listener: Person, wanted: frozenset[str]) -> None:
        self._api = api
        self._listener = listener
        self._wanted = wanted
        self._boxes: defaultdict[str, _Box] = defaultdict(_Box)
        self._last = ""

    async def until(
        self,
        request_id: str,
        facts: Collection[str],
        told: Callable[[News], Awaitable[T | None]],
        look: Callable[[], Awaitable[T | None]],
        what: str,
    ) -> T:
        """What is waited for, as soon as an event or a look gives it.

        Args:
            request_id: the case that it is about.
            facts: which events may tell of it; others stay for whoever waits for them next.
            told: reads such an event; None where it does not tell enough.
            look: asks the owning service; None while it is not there.
            what: names it when it does not come.

        Raises:
            TooLong: it did not come.

        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        pause = FIRST_LOOK_SECONDS
        box = self._boxes[request_id]
        while True:
            news = await box.take(facts, pause)
            if news is None:
                pause = min(2 * pause, LONGEST_LOOK_SECONDS)
            found = await (look() if news is None else told(news))
            if found is not None:
                return found
            if time.monotonic() > deadline:
                raise TooLong(f"{what} did not come in {PATIENCE_SECONDS:.0f} s")

    async def listen(self) -> None:
        """Listen until cancelled, over all interruptions, from where the last one came."""
        while True:
            headers = {"Last-Event-ID": self._last} if self._last else {}
            with contextlib.suppress(httpx2.HTTPError):
                async with self._api.stream(self._listener, "/api/events", headers) as answer:
                    if answer.is_success:
                        await self._read(answer)
            await asyncio.sleep(BACK_SECONDS)

    async def _read(self, answer: httpx2.Response) -> None:
        async for line in answer.aiter_lines():
            field, _, text = line.partition(": ")
            if field == "id":
                self._last = text
            elif field == "data":
                self._tell(text)

    def _tell(self, text: str) -> None:
        entry: dict[str, Any] = json.loads(text)
        fact = ".".join(entry["type"].split(".")[2:4])
        if fact in self._wanted and entry["request_id"]:
            self._boxes[entry["request_id"]].put(
                News(fact, entry["aggregate_id"], entry["aggregate_version"], entry["facts"])
            )


class _Box:
    """The unread news of one case."""

    def __init__(self) -> None:
        self._unread: list[News] = []
        self._came = asyncio.Event()

    def put(self, news: News) -> None:
        self._unread.append(news)
        self._came.set()

    async def take(self, facts: Collection[str], within: float) -> News | None:
        """The oldest news of these facts; None when there is none in so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while True:
                    for place, news in enumerate(self._unread):
                        if news.fact in facts:
                            return self._unread.pop(place)
                    self._came.clear()
                    await self._came.wait()
        return None
