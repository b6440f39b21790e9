"""How far a token reaches: into one centre, to one customer, to own jobs, to a crew's jobs.

What lies outside is answered like what does not exist, so that nobody learns what others have.
Orders are locked before what lies under them, always, so that two people never wait for each other.
"""

from typing import Protocol, TypeVar
from uuid import UUID

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.mapping import Aggregate
from aftercare_kit.repository import Repository
from dispatch.application.outside import is_outside
from dispatch.application.ports import Work
from dispatch.domain.visit import Visit, VisitState
from dispatch.domain.work_order import WorkOrder


class Part(Aggregate, Protocol):
    """A scheme, visit or report: it lies under a work order."""

    work_order_id: UUID


P = TypeVar("P", bound=Part)


async def target_order(work: Work, work_order_id: UUID) -> WorkOrder:
    """The work order that the caller speaks of; engineers and crews reach those of own visits."""
    order = await work.work_orders.get(work_order_id)
    bound = work.actor.engineer_id is not None or is_outside(work.actor)
    if not _reaches(work.actor, order) or (bound and not await _own_visits(work, order.id)):
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
    order = await work.work_orders.get(await parts.glance(key, "work_order_id"))
    part = await parts.get(key)
    if not _reaches(work.actor, order) or (
        is_outside(work.actor) and not await _of_the_crew(work, part)
    ):
        raise UnknownRecord(record, key)
    return await parts.target(key), order


def _reaches(actor: Actor, order: WorkOrder) -> bool:
    return actor.centre in {None, order.centre} and actor.customer_id in {None, order.customer_id}


async def _of_the_crew(work: Work, part: Part) -> bool:
    """Whether it is one of the crew's visits, or the scheme or report of one."""
    own = await _own_visits(work, part.work_order_id)
    keys = {visit.id for visit in own} | {visit.scheme_id for visit in own}
    names = ("id", "visit_id", "scheme_id")
    return bool(keys & {getattr(part, name, None) for name in names})


async def _own_visits(work: Work, work_order_id: UUID) -> list[Visit]:
    actor = work.actor
    visits = await work.visits.every(work_order_id=work_order_id)
    if actor.engineer_id is not None:
        return [visit for visit in visits if visit.engineer_id == actor.engineer_id]
    return [
        visit
        for visit in visits
        if visit.unit is not None
        and visit.unit == actor.department
        and visit.state is not VisitState.CANCELLED
    ]
