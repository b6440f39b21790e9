"""NATS as its administrator sees it."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.errors import NoRespondersError
from nats.js import JetStreamContext
from nats.js.errors import APIError, ServiceUnavailableError

from aftercare_kit.settings import addresses

T = TypeVar("T")

ANSWER_SECONDS = 10.0
SHORT_ANSWER_SECONDS = 2.0
"""For what is asked again: a question that came before a leader was elected is never answered."""
LED_WITHIN_SECONDS = 45.0
RETRY_SECONDS = 0.2
_NOBODY = frozenset({None, 10008})
"""Codes of a server whose JetStream is not there yet; others have listened, and refused."""
_NO_PEERS = 10005
"""Nothing could be placed: the nodes of a cluster that has just started do not know each other."""


@dataclass(frozen=True, slots=True)
class NatsAccess:
    """Where NATS is, and who asks."""

    url: str = field(repr=False)
    """One address, or those of all nodes of a cluster with commas between them."""
    user: str = ""
    password: str = field(default="", repr=False)


@asynccontextmanager
async def jetstream(
    access: NatsAccess, *, answer_seconds: float = ANSWER_SECONDS
) -> AsyncGenerator[JetStreamContext]:
    """A connection for as long as the block lasts; where no node answers, an error at once."""
    client = await _connected(access)
    try:
        yield _Patient(client, timeout=answer_seconds)
    finally:
        await client.close()


class _Patient(JetStreamContext):
    """Asks again where nobody listens, or too few: nothing was done then, whatever was asked."""

    async def _api_request(
        self, req_subject: str, req: bytes = b"", timeout: float = ANSWER_SECONDS
    ) -> dict[str, Any]:
        ask = partial(super()._api_request, req_subject, req, timeout)
        return await _asked_again(ask, _unheard, LED_WITHIN_SECONDS)


async def when_led(ask: Callable[[], Awaitable[T]], within: float = LED_WITHIN_SECONDS) -> T:
    """Ask until somebody answers.

    A cluster that has just started, or lost a node, first elects a leader for every stream and
    consumer and answers nothing about them meanwhile: that is waited for.

    Raises:
        NatsError: nobody did within so many seconds.

    """
    return await _asked_again(ask, _unanswered, within)


async def _asked_again(
    ask: Callable[[], Awaitable[T]], about: Callable[[Exception], bool], within: float
) -> T:
    """Ask until there is an answer, or a fault that asking again would not mend."""
    deadline = time.monotonic() + within
    while True:
        try:
            return await ask()
        except Exception as fault:
            if not about(fault) or time.monotonic() > deadline:
                raise
            await asyncio.sleep(RETRY_SECONDS)


def _unanswered(fault: Exception) -> bool:
    return isinstance(fault, (TimeoutError, NoRespondersError, ServiceUnavailableError))


def _unheard(fault: Exception) -> bool:
    absent = isinstance(fault, ServiceUnavailableError) and fault.err_code in _NOBODY
    return absent or (isinstance(fault, APIError) and fault.err_code == _NO_PEERS)


async def _connected(access: NatsAccess) -> Client:
    """To the first node that answers; the client itself would give up at one that is frozen."""
    *others, last = addresses(access.url)
    for url in others:
        with suppress(OSError, TimeoutError, NatsError):
            return await _connect(url, access)
    return await _connect(last, access)


async def _connect(url: str, access: NatsAccess) -> Client:
    return await nats.connect(
        url,
        user=access.user or None,
        password=access.password or None,
        name="aftercare admin",
        allow_reconnect=False,
        max_reconnect_attempts=1,
        reconnect_time_wait=0.1,
        error_cb=_be_silent,
    )


async def _be_silent(_fault: Exception) -> None:
    """The caller gets the error itself; the client's own log of it would only repeat it."""
