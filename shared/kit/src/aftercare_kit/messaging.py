"""A service's connections to NATS: one for its relay, and FastStream's for its consumers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import nats
import structlog
from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, NatsUserPassword, PullSub
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from aftercare_contracts.base import Event
from aftercare_kit import streams
from aftercare_kit.consumers import Batcher, by_source
from aftercare_kit.readiness import Readiness
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.streams import Place

log = structlog.get_logger()

FETCH = 200
FETCH_SECONDS = 5.0
RETRY_SECONDS = 1.0
UNAVAILABLE_DELAY_SECONDS = 1.0


class _NoIdleFetches(logging.Filter):
    """FastStream 0.7.8 calls a fetch that found nothing an error, at times; it fetches again."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], TimeoutError))


def _library_log() -> logging.Logger:
    """Where FastStream reports: into our log, instead of beside it in a format of its own."""
    library = logging.getLogger("aftercare.faststream")
    library.setLevel(logging.WARNING)
    if not library.filters:
        library.addFilter(_NoIdleFetches())
    return library


class Messaging:
    """Keeps this process connected: a server that is away is waited for, for ever."""

    def __init__(
        self, settings: ServiceSettings, place: Place, service: str, readiness: Readiness
    ) -> None:
        self._settings = settings
        self._place = place
        self._service = service
        self._inbox = f"_INBOX_{service}".encode()
        self._readiness = readiness
        self._clients: list[Client] = []
        self._brokers: list[NatsBroker] = []

    def _options(self) -> dict[str, Any]:
        return {
            "name": f"{self._service}@{self._settings.region}",
            "inbox_prefix": self._inbox,
            "max_reconnect_attempts": -1,  # FastStream's pull loop freezes when tries run out.
            "reconnect_time_wait": 0.5,
            "ping_interval": 10,
            "max_outstanding_pings": 3,
        }

    def _security(self) -> NatsUserPassword | None:
        if not self._settings.nats_user:
            return None
        return NatsUserPassword(self._settings.nats_user, self._settings.nats_password)

    async def serve(self, work: Callable[[Client], Awaitable[None]]) -> None:
        """Connect, see that the streams are as declared, and do the work until stopped."""
        while True:
            try:
                client = await nats.connect(
                    self._settings.nats_url,
                    user=self._settings.nats_user or None,
                    password=self._settings.nats_password or None,
                    allow_reconnect=True,
                    **self._options(),
                )
            except (OSError, NatsError, TimeoutError) as fault:
                log.warning("nats.away", fault=repr(fault))
                await asyncio.sleep(RETRY_SECONDS)
                continue
            self._clients.append(client)
            await self._until_declared(client)
            await work(client)

    async def _until_declared(self, client: Client) -> None:
        while True:
            try:
                found = await streams.check(client.jetstream(), self._place, self._service)
            except (NatsError, TimeoutError) as fault:
                found = [f"streams cannot be read: {fault!r}"]
            self._readiness.drift = found
            if not found:
                return
            log.warning("streams.drift", found=found)
            await asyncio.sleep(RETRY_SECONDS)

    async def consume(
        self,
        reactions: Mapping[type[Event], object],
        take: Callable[[Sequence[Msg]], Awaitable[None]],
    ) -> None:
        """Listen to every stream this service subscribes to, until stopped."""
        if not reactions:
            self._readiness.consuming = True
            return
        broker = NatsBroker(
            self._settings.nats_url,
            security=self._security(),
            logger=_library_log(),
            **self._options(),
        )
        self._brokers.append(broker)
        for source in sorted(by_source(reactions)):
            self._subscribe(broker, source, take)
        while True:
            try:
                await broker.start()
            except (OSError, NatsError, TimeoutError) as fault:
                log.warning("consumers.waiting", fault=repr(fault))
                await asyncio.sleep(RETRY_SECONDS)
                continue
            self._readiness.consuming = True
            await asyncio.Event().wait()

    def _subscribe(
        self, broker: NatsBroker, source: str, take: Callable[[Sequence[Msg]], Awaitable[None]]
    ) -> None:
        batcher = Batcher(take)

        async def on_message(message: NatsMessage) -> None:
            try:
                await batcher.submit(message.raw_message)
            except Exception as fault:
                log.warning("consumer.not_now", source=source, fault=repr(fault))
                await message.nack(delay=UNAVAILABLE_DELAY_SECONDS)
                return
            await message.ack()

        broker.subscriber(
            f"evt.{self._place.region}.{source}.>",
            stream=JStream(self._place.stream(source), declare=False),
            durable=self._service,
            inbox_prefix=self._inbox + b".",  # FastStream does not hand the broker's down
            pull_sub=PullSub(batch_size=FETCH, timeout=FETCH_SECONDS),
            ack_policy=AckPolicy.MANUAL,
        )(on_message)

    async def close(self) -> None:
        """Let go of all connections; what was not acknowledged is delivered again."""
        for broker in self._brokers:
            await broker.stop()
        for client in self._clients:
            await client.close()
