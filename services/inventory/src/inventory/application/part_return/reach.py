"""How far an actor's rights over faulty parts reach."""

from uuid import UUID

from aftercare_kit.errors import UnknownRecord
from inventory.application.ports import Work
from inventory.domain.part_return import PartReturn


async def reach_return(work: Work, return_id: UUID) -> PartReturn:
    """Load the return that the caller speaks of, if it is of the own centre and own jobs.

    Raises:
        UnknownRecord: there is none, or it is another centre's or engineer's.

    """
    item = await work.returns.get(return_id)
    if work.actor.centre not in (None, item.centre):
        raise UnknownRecord("part_return", return_id)
    if work.actor.engineer_id not in (None, item.engineer_id):
        raise UnknownRecord("part_return", return_id)
    return await work.returns.target(return_id)
