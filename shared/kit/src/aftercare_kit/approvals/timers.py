"""What a service's timer loop needs to remind and to escalate."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from aftercare_kit.approvals.approvals import ESCALATE, REMIND

if TYPE_CHECKING:
    from aftercare_kit.timers import Fire
    from aftercare_kit.unit_of_work import UnitOfWork


async def _remind(work: "UnitOfWork", approval_id: UUID) -> None:
    await work.approvals.remind(approval_id)


async def _escalate(work: "UnitOfWork", approval_id: UUID) -> None:
    await work.approvals.escalate(approval_id)


TIMERS: "Mapping[str, Fire[Any]]" = {REMIND: _remind, ESCALATE: _escalate}
