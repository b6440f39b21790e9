"""What happens in a deployment before its operator looks."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from nats.aio.client import Client

from aftercare_contracts.dispatch import SchemeWithdrawn, WorkOrderResumed
from aftercare_contracts.samples import sample_of
from aftercare_kit import tables
from aftercare_kit.actors import system_actor
from aftercare_kit.admin.reconcile import Reconciliation, reconcile
from aftercare_kit.admin.suite import Suite
from aftercare_kit.database import Database
from aftercare_kit.endings import end
from aftercare_kit.ids import new_id
from aftercare_kit.relay import Relay
from aftercare_kit.unit_of_work import UnitOfWork


@dataclass
class Thing:
    """Something that events are about."""

    id: UUID
    version: int = 0
    region: str = ""


HEARD, UNHEARD = SchemeWithdrawn, WorkOrderResumed
"""An event that inventory listens to, and one that it does not."""


@dataclass
class Deployment:
    suite: Suite
    databases: Mapping[str, Database[UnitOfWork]]
    client: Client

    @property
    def stream(self) -> str:
        return self.suite.place.stream("dispatch")

    async def says(self, kind: type[HEARD] | type[UNHEARD] = HEARD, times: int = 1) -> list[UUID]:
        """Dispatch says something so often, about one thing; the events' ids."""
        log = self.databases["dispatch"]
        thing = Thing(new_id())
        event = kind.model_validate(sample_of(kind))
        async with log.begin(system_actor("dispatch", log.region)) as work:
            return [work.announce(thing, event) for _ in range(times)]

    async def hears(self, events: Iterable[UUID]) -> None:
        """Inventory notes events as seen."""
        await self.executes(
            "inventory",
            sa.insert(tables.inbox),
            [
                {"consumer": "inventory", "event_id": event, "received_at": sa.func.now()}
                for event in events
            ],
        )

    async def parks(self, event: UUID, state: str = "parked") -> None:
        """Inventory has given up an event, or waits to try it again."""
        await self.executes("inventory", _PARK, [{"event": event, "state": state}])

    async def executes(self, service: str, statement: Any, rows: list[dict[str, Any]]) -> None:
        database = self.databases[service]
        async with database.begin(system_actor(service, database.region)) as work:
            for row in rows:
                if isinstance(statement, sa.TextClause):
                    await work.connection.execute(statement, row)
                else:
                    await work.connection.execute(statement.values(row))

    async def rows(self, service: str, query: str) -> list[Any]:
        async with self.databases[service].reading() as connection:
            return list((await connection.execute(sa.text(query))).all())

    @asynccontextmanager
    async def relaying(self) -> AsyncGenerator[None]:
        """Dispatch's relay runs, as long as the block lasts."""
        relay = Relay(self.databases["dispatch"], self.client, self.suite.place)
        task = asyncio.create_task(relay.run())
        try:
            yield
        finally:
            await end([task])

    async def messages(self) -> int:
        return (await self.client.jetstream().stream_info(self.stream)).state.messages

    async def relayed(self, count: int) -> None:
        """Relay until the stream holds so many events."""
        from aftercare_kit.testing import poll_until

        async def there() -> bool:
            return await self.messages() >= count

        async with self.relaying():
            await poll_until(there, what=f"{count} events in the stream")

    async def reconciled(self, wait_seconds: float = 0) -> Reconciliation:
        return await reconcile(self.suite, wait_seconds=wait_seconds)


_PARK = sa.text(
    "insert into parked (consumer, event_id, aggregate_id, type, headers, data, state, reason,"
    " tries, next_try_at, parked_at) values ('inventory', :event, :event,"
    " 'aftercare.dispatch.scheme.withdrawn.v1', '{}', '', :state, 'NotReady: not-ready', 9,"
    " now() + interval '1 hour', now())"
)
