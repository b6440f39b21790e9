"""Projects on their way into service."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.approvals.queries import rounds_of
from aftercare_kit.approvals.views import ApprovalView
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView
from intake.domain.handover import HandoverState

_TABLE = tables.handover


def _chosen(actor: Actor) -> "sa.Select[tuple[object, ...]]":
    RIGHTS.require(actor, "handover.read")
    chosen = sa.select(_TABLE)
    return chosen if actor.centre is None else chosen.where(_TABLE.c.centre == actor.centre)


async def list_handovers(
    connection: AsyncConnection,
    actor: Actor,
    *,
    state: HandoverState | None,
    customer_id: UUID | None,
    wanted: Slice,
) -> Page[HandoverView]:
    """Hand-overs by project number."""
    chosen = _chosen(actor)
    if state is not None:
        chosen = chosen.where(_TABLE.c.state == state)
    if customer_id is not None:
        chosen = chosen.where(_TABLE.c.customer_id == customer_id)
    return await listed(
        connection, chosen, (_TABLE.c.project_no, _TABLE.c.id), HandoverView.of, wanted
    )


async def show_handover(
    connection: AsyncConnection, actor: Actor, handover_id: UUID
) -> HandoverView:
    """One hand-over."""
    chosen = _chosen(actor).where(_TABLE.c.id == handover_id)
    row = (await connection.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownRecord("handover", handover_id)
    return HandoverView.of(row)


async def show_reviews(
    connection: AsyncConnection, actor: Actor, handover_id: UUID
) -> list[ApprovalView]:
    """Every round of its file, oldest first."""
    await show_handover(connection, actor, handover_id)
    return await rounds_of(connection, handover_id)
