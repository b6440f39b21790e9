"""Aggregates that only count, and events to say about them."""

from dataclasses import dataclass, field
from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderResumed
from aftercare_kit.actors import Actor
from aftercare_kit.database import Database
from aftercare_kit.unit_of_work import UnitOfWork, new_id


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
