"""How a scheme's review went, for whoever may see its work order."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.approvals.queries import rounds_of
from aftercare_kit.approvals.views import ApprovalView
from aftercare_kit.errors import UnknownRecord
from dispatch.adapters import tables
from dispatch.application.queries.reach import orders_of
from dispatch.application.rights import RIGHTS

_SCHEME, _ORDER = tables.scheme, tables.work_order


async def show_review(
    connection: AsyncConnection, actor: Actor, scheme_id: UUID
) -> list[ApprovalView]:
    """Every round, oldest first."""
    RIGHTS.require(actor, "work_order.read")
    within_reach = (
        sa.select(_SCHEME.c.id)
        .join(_ORDER, _ORDER.c.id == _SCHEME.c.work_order_id)
        .where(_SCHEME.c.id == scheme_id, *orders_of(actor))
    )
    if (await connection.execute(within_reach)).one_or_none() is None:
        raise UnknownRecord("scheme", scheme_id)
    return await rounds_of(connection, scheme_id)
