"""The renewal somebody is about to touch, when its customer is within reach."""

from uuid import UUID

from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.domain.renewal import Renewal


async def renewal_within_reach(work: Work, renewal_id: UUID) -> Renewal:
    """Load it; another centre's answers as if there were none."""
    renewal = await work.renewals.target(renewal_id)
    await customer_within_reach(work, renewal.customer_id, "renewal", renewal_id)
    return renewal
