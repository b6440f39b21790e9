"""Aggregates that only count, events to say about them, and a database to say them in."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_kit.actors import Actor
from aftercare_kit.database import Database, create_engine
from aftercare_kit.ids import new_id
from aftercare_kit.unit_of_work import UnitOfWork


@dataclass
class Thing:
    """Something that events are about."""

    id: UUID = field(default_factory=new_id)
    version: int = 0
    region: str = "cn-south"


def resumed(thing: Thing) -> WorkOrderResumed:
    """Any small event about it."""
    return WorkOrderResumed(request_id=thing.id, work_order_id=thing.id)


async def say(log: Database[UnitOfWork], actor: Actor, thing: Thing, times: int = 1) -> None:
    """Append events about a thing, in one transaction."""
    async with log.begin(actor) as work:
        for _ in range(times):
            work.announce(thing, resumed(thing))


@asynccontextmanager
async def open_log(
    service: str, url: str, region: str, *, connections: int = 20
) -> AsyncGenerator[Database[UnitOfWork]]:
    """A service's database, of which only the kit's own tables are used."""
    engine = create_engine(url, application="test", region=region, pool_size=connections)
    yield Database(engine, UnitOfWork, service=service, region=region)
    await engine.dispose()
