"""What customers want improved."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters.tables_file import improvement
from intake.application.queries.customers import within_reach
from intake.application.rights import RIGHTS
from intake.application.views import ImprovementView


@dataclass(frozen=True)
class ImprovementFilter:
    """What narrows the list."""

    customer_id: UUID | None = None
    department: str | None = None
    answered: bool | None = None


async def list_improvements(
    connection: AsyncConnection, actor: Actor, *, narrow: ImprovementFilter, wanted: Slice
) -> Page[ImprovementView]:
    """Wishes, the latest first."""
    RIGHTS.require(actor, "improvement.read")
    chosen = sa.select(improvement).where(*within_reach(actor, improvement.c.customer_id))
    if narrow.customer_id is not None:
        chosen = chosen.where(improvement.c.customer_id == narrow.customer_id)
    if narrow.department is not None:
        chosen = chosen.where(improvement.c.department == narrow.department)
    if narrow.answered is not None:
        unanswered = improvement.c.reply.is_(None)
        chosen = chosen.where(~unanswered if narrow.answered else unanswered)
    order = (improvement.c.wished_at, improvement.c.id)
    return await listed(connection, chosen, order, ImprovementView.of, wanted, newest_first=True)
