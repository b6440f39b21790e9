"""A service's connections to NATS: one for its relay, one for what it listens to."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError

from aftercare_contracts.base import Event
from aftercare_kit import streams
from aftercare_kit.consumers import Heard, by_source, heard
from aftercare_kit.endings import end
from aftercare_kit.links import leave, link
from aftercare_kit.pulling import Puller, Take
from aftercare_kit.readiness import Readiness
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.streams import Place

log = structlog.get_logger()

RETRY_SECONDS = 1.0
ANSWER_SECONDS = 2.0
LOOK_SECONDS = 10.0


class Messaging:
    """Keeps this process connected: a server that is away is waited for, for ever."""

    def __init__(
        self, settings: ServiceSettings, place: Place, service: str, readiness: Readiness
    ) -> None:
        self._settings = settings
        self._place = place
        self._service = service
        self._readiness = readiness
        self._clients: list[Client] = []

    async def serve(self, work: Callable[[Client], Awaitable[None]]) -> None:
        """Connect, see that the streams are as declared, and do the work until stopped."""
        while True:
            try:
                client = await self._connect()
                try:
                    await self._until_declared(client)
                    watching = asyncio.create_task(self._watch(client))
                    try:
                        await work(client)
                    finally:
                        await end([watching])
                finally:
                    self._clients.remove(client)
                    await client.close()
            except (OSError, NatsError, TimeoutError) as fault:
                log.warning("nats.away", fault=repr(fault))
                await asyncio.sleep(RETRY_SECONDS)

    async def _connect(self) -> Client:
        client = await link(
            self._settings.nats_servers,
            user=self._settings.nats_user,
            password=self._settings.nats_password,
            name=f"{self._service}@{self._settings.region}",
            inbox=f"_INBOX_{self._service}",
        )
        self._clients.append(client)
        return client

    async def _until_declared(self, client: Client) -> None:
        while True:
            try:
                found = await streams.check(
                    client.jetstream(timeout=ANSWER_SECONDS), self._place, self._service
                )
            except (NatsError, TimeoutError) as fault:
                found = [f"streams cannot be read: {fault!r}"]
                await leave(client)
            self._readiness.drift = found
            if not found:
                return
            log.warning("streams.drift", found=found)
            await asyncio.sleep(RETRY_SECONDS)

    async def _watch(self, client: Client) -> None:
        """Look every few seconds whether anybody has changed the streams by hand meanwhile."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(NatsError, TimeoutError):  # Away is not changed.
                js = client.jetstream(timeout=ANSWER_SECONDS)
                found = await streams.check(js, self._place, self._service)
                if found and found != self._readiness.drift:
                    log.warning("streams.drift", found=found)
                self._readiness.drift = found

    async def consume(self, reactions: Mapping[type[Event], object], take: Take[Heard]) -> None:
        """Listen to every stream this service subscribes to, until stopped."""

        async def listen(client: Client) -> None:
            pulls = [
                Puller(client, self._place.stream(source), self._service, take, heard).run()
                for source in sorted(by_source(reactions))
            ]
            self._readiness.consuming = True
            await asyncio.gather(*pulls)

        await self.serve(listen)

    async def close(self) -> None:
        """Let go of all connections; what was not acknowledged is delivered again."""
        for client in list(self._clients):
            await client.close()
