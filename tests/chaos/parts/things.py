"""Aggregates that only count, events to say about them, and a database to say them in."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_kit.database import Database, create_engine
from aftercare_kit.unit_of_work import UnitOfWork, new_id

CONNECTIONS = 80


@dataclass
class Thing:
    """Something that events are about."""

    id: UUID = field(default_factory=new_id)
    version: int = 0
    region: str = "cn-south"


def resumed(thing: Thing) -> WorkOrderResumed:
    """Any small event about it."""
    return WorkOrderResumed(request_id=thing.id, work_order_id=thing.id)


@asynccontextmanager
async def open_log(service: str, url: str, region: str) -> AsyncGenerator[Database[UnitOfWork]]:
    """A service's database, of which only the kit's own tables are used."""
    engine = create_engine(url, application="chaos", region=region, pool_size=CONNECTIONS)
    yield Database(engine, UnitOfWork, service=service, region=region)
    await engine.dispose()
