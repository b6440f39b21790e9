"""How far a token reaches: into one centre, to one customer, to an engineer's own jobs.

What lies outside is answered like what does not exist, so that nobody learns what others have.
"""

from typing import Protocol, TypeVar
from uuid import UUID

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.repository import Aggregate, Repository
from dispatch.application.ports import Work
from dispatch.domain.work_order import WorkOrder


class Part(Aggregate, Protocol):
    """A scheme, visit or report: it lies under a work order."""

    work_order_id: UUID


P = TypeVar("P", bound=Part)


async def target_order(work: Work, work_order_id: UUID) -> WorkOrder:
    """The work order that the caller speaks of; an engineer's token reaches those of own visits."""
    order = await work.work_orders.get(work_order_id)
    engineer = work.actor.engineer_id
    if not _reaches(work.actor, order) or (
        engineer is not None
        and await work.visits.find(work_order_id=order.id, engineer_id=engineer) is None
    ):
        raise UnknownRecord("work_order", work_order_id)
    return await work.work_orders.target(work_order_id)


async def target_part(
    work: Work, parts: Repository[P], record: str, key: UUID
) -> tuple[P, WorkOrder]:
    """The scheme, visit or report that the caller speaks of, and its work order.

    Args:
        work: the open transaction.
        parts: where it is kept.
        record: what the answer calls it where there is none.
        key: its id.

    """
    part = await parts.get(key)
    order = await work.work_orders.get(part.work_order_id)
    if not _reaches(work.actor, order):
        raise UnknownRecord(record, key)
    return await parts.target(key), order


def _reaches(actor: Actor, order: WorkOrder) -> bool:
    return actor.centre in {None, order.centre} and actor.customer_id in {None, order.customer_id}
