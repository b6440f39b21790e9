"""What the application for an outing prints."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.forms import Paper, case, local
from dispatch.adapters import tables_outing
from dispatch.application.queries.paper_parts import head, within_reach, written


async def outing_form(connection: AsyncConnection, actor: Actor, outing_id: UUID) -> Paper:
    """The application for an outing (外出服务申请单)."""
    outing, order = await within_reach(connection, actor, tables_outing.outing, outing_id)
    journey = outing.journey
    said = {
        **head(order),
        **journey,
        "number": outing.number,
        "author": outing.author,
        "state": outing.state,
        "leaves_at": written(journey["leaves_at"], order.zone),
        "returns_at": written(journey["returns_at"], order.zone),
        "applied_at": local(outing.applied_at, order.zone),
        "decided_by": outing.decided_by,
        "decided_at": local(outing.decided_at, order.zone),
        "returned_because": outing.returned_because,
    }
    leads_to = case(order.request_id)
    return Paper("outing_application", outing.number, outing.version, leads_to, said)
