"""Waiting for what one service's fact makes another do, told by the gateway's live events.

Events only say when to look: what counts is what the owning service answers. So a lost stream costs
time, never truth: whoever waits also looks now and then unasked.
"""

import asyncio
import contextlib
import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

import httpx2

from aftercare_launcher.demo.api import Api
from aftercare_launcher.demo.people import Person

T = TypeVar("T")

NEWS: Final = (
    ".work_order.opened.", ".work_order.reopened.", ".work_order.readiness_changed.",
    ".verification.opened.", ".survey.sent.", ".quote.drafted.", ".return.due.", ".part.short.",
)  # fmt: skip
"""The facts that somebody waits for."""

UNASKED_SECONDS: Final = 2.0
PATIENCE_SECONDS: Final = 90.0
BACK_SECONDS: Final = 0.2


class TooLong(Exception):
    """What had to follow did not follow."""


class Live:
    """Listens to all events, and wakes those who wait for one of a case."""

    def __init__(self, api: Api, listener: Person) -> None:
        self._api = api
        self._listener = listener
        self._news: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._last = ""

    async def until(self, request_id: str, look: Callable[[], Awaitable[T | None]], what: str) -> T:
        """What `look` finds, as soon as it finds something.

        Args:
            request_id: the case that it is about.
            look: asks the owning service; None while it is not there.
            what: names it when it does not come.

        Raises:
            TooLong: it did not come.

        """
        news = self._news[request_id]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), UNASKED_SECONDS)
            news.clear()
            found = await look()
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
            elif field == "data" and any(fact in text for fact in NEWS):
                told: dict[str, Any] = json.loads(text)
                self._news[told["request_id"]].set()
