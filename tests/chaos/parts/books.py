"""What a log and its stream hold, read beside the kit, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

import sqlalchemy as sa
from nats.aio.client import Client
from nats.js.api import ConsumerConfig, DeliverPolicy

from aftercare_kit.database import Database
from aftercare_kit.streams import Place
from aftercare_kit.testing import poll_until
from aftercare_kit.unit_of_work import UnitOfWork

Said: TypeAlias = tuple[UUID, UUID, int]
"""An event's id, its aggregate and its aggregate's version."""


@dataclass
class Books:
    """Dispatch's log, and the stream that must become equal to it."""

    log: Database[UnitOfWork]
    client: Client
    place: Place

    async def logged(self, order: str = "horizon, id") -> list[Said]:
        """All that is committed, in this order."""
        query = f"select event_id, aggregate_id, aggregate_version from event order by {order}"
        async with self.log.reading() as connection:
            return [tuple(row) for row in (await connection.execute(sa.text(query))).all()]

    async def length(self) -> int:
        """How many messages the stream holds."""
        js = self.client.jetstream()
        return (await js.stream_info(self.place.stream("dispatch"))).state.messages

    async def relayed(self, count: int, within: float = 30) -> None:
        """Wait until the stream holds so many events."""

        async def there() -> bool:
            return await self.length() >= count

        await poll_until(there, seconds=within, what=f"{count} events in the stream")

    async def streamed(self) -> list[Said]:
        """What the stream holds, in its order."""
        reader = await self.client.jetstream().subscribe(
            f"evt.{self.place.region}.dispatch.>",
            ordered_consumer=True,
            config=ConsumerConfig(deliver_policy=DeliverPolicy.ALL, headers_only=True),
        )
        found: list[Said] = []
        for _ in range(await self.length()):
            headers = (await reader.next_msg(timeout=10)).headers or {}
            aggregate, version = headers["ce-subject"], headers["ce-aggregateversion"]
            found.append((UUID(headers["ce-id"]), UUID(aggregate), int(version)))
        await reader.unsubscribe()
        return found


def inversions(found: Iterable[Said]) -> int:
    """How many events do not follow their aggregate's version before."""
    last: dict[UUID, int] = {}
    wrong = 0
    for _, aggregate, version in found:
        wrong += version != last.get(aggregate, 0) + 1
        last[aggregate] = version
    return wrong
