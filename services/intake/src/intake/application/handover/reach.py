"""The hand-over somebody is about to touch, when its customer is within reach."""

from uuid import UUID

from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.domain.handover import Handover


async def handover_within_reach(work: Work, handover_id: UUID) -> Handover:
    """Load it; another centre's answers as if there were none."""
    handover = await work.handovers.target(handover_id)
    await customer_within_reach(work, handover.customer_id, "handover", handover_id)
    return handover
