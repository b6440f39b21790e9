"""Waiting by live events: each gets what is meant for it, and a lost event costs time only."""

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from aftercare_launcher.demo import live as live_module
from aftercare_launcher.demo.api import Api
from aftercare_launcher.demo.live import Live, News, TooLong
from aftercare_launcher.demo.people import Person

LISTENER = Person("listener", "token")
CASE = "c1"


def event(fact: str, aggregate: str, version: int = 1) -> bytes:
    entry = {
        "type": f"aftercare.dispatch.{fact}.v1", "request_id": CASE, "aggregate_id": aggregate,
        "aggregate_version": version, "facts": {},
    }  # fmt: skip
    return f"id: 7-{version}\ndata: {json.dumps(entry)}\n\n".encode()


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Live]:
    monkeypatch.setattr(live_module, "FIRST_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(live_module, "LONGEST_LOOK_SECONDS", 0.01)

    def make(*events: bytes) -> Live:
        transport = httpx2.MockTransport(lambda _: httpx2.Response(200, content=b"".join(events)))
        api = Api("http://edge", connections=1, tag="t", transport=transport)
        return Live(api, LISTENER, frozenset({"work_order.opened", "verification.opened"}))

    return make


async def heard(live: Live) -> None:
    """Read the stream once, to its end."""
    async with live._api.stream(LISTENER, "/api/events", {}) as answer:
        await live._read(answer)


async def named(news: News) -> str | None:
    return news.aggregate_id


async def nothing() -> Any:
    return None


async def test_an_event_tells_who_waits_for_it(live: Callable[..., Live]) -> None:
    """The id of the new thing is in the event: nobody has to ask for it."""
    stage = live(event("work_order.opened", "w1"))
    await heard(stage)
    assert await stage.until(CASE, ("work_order.opened",), named, nothing, "it") == "w1"


async def test_an_event_for_another_desk_stays_until_that_desk_asks(
    live: Callable[..., Live],
) -> None:
    """Events come in any order."""
    stage = live(event("verification.opened", "v1"), event("work_order.opened", "w1"))
    await heard(stage)
    assert await stage.until(CASE, ("work_order.opened",), named, nothing, "it") == "w1"
    assert await stage.until(CASE, ("verification.opened",), named, nothing, "it") == "v1"


async def test_a_lost_event_is_made_up_for_by_a_look(live: Callable[..., Live]) -> None:
    """The owning service knows best."""

    async def look() -> str | None:
        return "w1"

    assert await live().until(CASE, ("work_order.opened",), named, look, "it") == "w1"


async def test_what_never_comes_is_told(
    live: Callable[..., Live], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name."""
    monkeypatch.setattr(live_module, "PATIENCE_SECONDS", 0.0)
    with pytest.raises(TooLong, match="the survey did not come"):
        await live().until(CASE, ("work_order.opened",), named, nothing, "the survey")
