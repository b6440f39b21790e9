"""Which rounds wait for the asker, and how a document's rounds went."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.approvals.rights import RIGHTS
from aftercare_kit.approvals.tables import approval, delegation
from aftercare_kit.approvals.views import ApprovalView, DelegationView
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page

_A, _D = approval.c, delegation.c


def waiting_for(actor: Actor) -> sa.ColumnElement[bool]:
    """Rounds in which the actor may take the present step, by an own role or a lent one."""
    own = _A.waiting_for.bool_op("?|")(array(sorted(actor.roles), type_=sa.Text))
    lent = sa.exists(
        sa.select(sa.literal(1))
        .select_from(delegation)
        .where(
            _D.delegate == actor.subject,
            _D.starts_at <= sa.func.now(),
            _D.ends_at > sa.func.now(),
            _D.ended_at.is_(None),
            _D.delegator != _A.author,
            _A.waiting_for.bool_op("?|")(
                sa.select(sa.func.array_agg(sa.column("role"), type_=ARRAY(sa.Text)))
                .select_from(sa.func.jsonb_array_elements_text(_D.roles).alias("role"))
                .scalar_subquery()
            ),
        )
    )
    near = sa.true() if actor.centre is None else _A.centre.is_(None) | (_A.centre == actor.centre)
    return sa.and_(_A.state == "pending", _A.author != actor.subject, near, sa.or_(own, lent))


async def list_waiting(
    connection: AsyncConnection, actor: Actor, *, wanted: Slice
) -> Page[ApprovalView]:
    """What waits for the asker's approval, longest first."""
    RIGHTS.require(actor, "approval.read")
    chosen = sa.select(approval).where(waiting_for(actor))
    return await listed(connection, chosen, (_A.waiting_since, _A.id), ApprovalView.of, wanted)


async def rounds_of(connection: AsyncConnection, about_id: UUID) -> list[ApprovalView]:
    """All rounds of a document, oldest first; its service decides who may see them."""
    found = sa.select(approval).where(_A.about_id == about_id).order_by(_A.id)
    return [ApprovalView.of(row) for row in await connection.execute(found)]


async def list_delegations(
    connection: AsyncConnection, actor: Actor, *, wanted: Slice
) -> Page[DelegationView]:
    """Delegations by the asker and to the asker, newest last."""
    RIGHTS.require(actor, "approval.read")
    own = (_D.delegator == actor.subject) | (_D.delegate == actor.subject)
    return await listed(
        connection,
        sa.select(delegation).where(own),
        (_D.starts_at, _D.id),
        DelegationView.of,
        wanted,
    )
