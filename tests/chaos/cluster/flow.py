"""The kit's own way of an event, from the log through a cluster into an inbox, all the time."""

import asyncio
import random
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from nats.aio.client import Client

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_kit.actors import system_actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.database import Database, create_engine
from aftercare_kit.endings import end
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from aftercare_kit.messaging import Messaging
from aftercare_kit.readiness import Readiness
from aftercare_kit.relay import Relay
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.streams import Place
from aftercare_kit.unit_of_work import UnitOfWork
from tests.chaos.cluster.nodes import Nodes

REGION = "cn-south"
PLACE = Place(REGION, replicas=3)
WRITERS = 4
PAUSE_SECONDS = 0.02


@dataclass
class Thing:
    id: UUID = field(default_factory=new_id)
    version: int = 0
    region: str = REGION


@dataclass
class Flow:
    """Dispatch says, the gateway hears; each keeps its books beside the databases'."""

    dispatch: Database[UnitOfWork]
    gateway: Database[UnitOfWork]
    nodes: Nodes
    folder: Path
    dice: random.Random
    acknowledged: dict[UUID, float] = field(default_factory=dict[UUID, float])
    unknown: set[UUID] = field(default_factory=set[UUID])
    heard: list[tuple[UUID, UUID, int, float]] = field(default_factory=list[Any])

    @asynccontextmanager
    async def flowing(self) -> AsyncGenerator[None]:
        """The relay and the puller run for as long as the block lasts."""
        said, hears = self._messaging("dispatch"), self._messaging("gateway")
        inbox = Inbox(self.gateway, system_actor("gateway", REGION), {WorkOrderResumed: self._hear})
        tasks = [
            asyncio.create_task(said.serve(self._relay)),
            asyncio.create_task(hears.consume({WorkOrderResumed: None}, inbox.take_heard)),
        ]
        try:
            yield
        finally:
            await end(tasks)
            await said.close()
            await hears.close()

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[None]:
        """Writers commit events for as long as the block lasts."""
        things = [Thing() for _ in range(WRITERS * 5)]
        tasks = [
            asyncio.create_task(self._write(things[number::WRITERS], self.dice.random()))
            for number in range(WRITERS)
        ]
        try:
            yield
        finally:
            await end(tasks)

    async def passes(self, within: float, after: str = "a start") -> float:
        """Wait until something said from now on is heard; how long that took."""
        began = time.monotonic()
        while True:
            fresh = {event for event, at in self.acknowledged.items() if at > began}
            if any(event in fresh for event, *_ in self.heard[-500:]):
                return time.monotonic() - began
            assert time.monotonic() - began < within, f"stuck after {after}"
            await asyncio.sleep(0.05)

    async def drained(self, within: float) -> None:
        """Wait until everything acknowledged is heard."""
        async with asyncio.timeout(within):
            while self.acknowledged.keys() - {event for event, *_ in self.heard}:
                await asyncio.sleep(0.1)

    def _messaging(self, service: str) -> Messaging:
        settings = ServiceSettings(
            region=REGION, database_url="", jwks_file=self.folder / "jwks.json",
            nats_url=",".join(self.nodes.urls), nats_user=service,
            nats_password=self.nodes.passwords[service], stream_replicas=3,
        )  # fmt: skip
        database = self.dispatch if service == "dispatch" else self.gateway
        return Messaging(settings, PLACE, service, Readiness(database.engine, service))

    async def _relay(self, client: Client) -> None:
        await Relay(self.dispatch, client, PLACE).run()

    async def _hear(self, event: Received[WorkOrderResumed], _work: UnitOfWork) -> None:
        self.heard.append((event.id, event.aggregate_id, event.aggregate_version, time.monotonic()))

    async def _write(self, things: list[Thing], seed: float) -> None:
        dice = random.Random(seed)
        actor = system_actor("dispatch", REGION)
        while True:
            said: list[UUID] = []
            try:
                async with self.dispatch.begin(actor) as work:
                    for thing in dice.sample(things, dice.randint(1, 3)):
                        fact = WorkOrderResumed(request_id=thing.id, work_order_id=thing.id)
                        said.append(work.announce(thing, fact))
            except OSError:
                self.unknown.update(said)
            except asyncio.CancelledError:
                self.unknown.update(said)  # The end came between its commit and our knowing.
                raise
            else:
                self.acknowledged |= dict.fromkeys(said, time.monotonic())
            await asyncio.sleep(PAUSE_SECONDS)


def database_of(service: str, url: str) -> Database[UnitOfWork]:
    return Database(
        create_engine(url, application="chaos", region=REGION, pool_size=20),
        UnitOfWork,
        service=service,
        region=REGION,
    )
