"""What was delivered to customers."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters.tables_file import delivery
from intake.application.queries.customers import within_reach
from intake.application.rights import RIGHTS
from intake.application.views import DeliveryView


async def list_deliveries(
    connection: AsyncConnection,
    actor: Actor,
    *,
    customer_id: UUID | None,
    project_no: str | None,
    wanted: Slice,
) -> Page[DeliveryView]:
    """Deliveries, the latest first."""
    RIGHTS.require(actor, "delivery.read")
    chosen = sa.select(delivery).where(*within_reach(actor, delivery.c.customer_id))
    if customer_id is not None:
        chosen = chosen.where(delivery.c.customer_id == customer_id)
    if project_no is not None:
        chosen = chosen.where(delivery.c.project_no == project_no)
    order = (delivery.c.delivered_on, delivery.c.id)
    return await listed(connection, chosen, order, DeliveryView.of, wanted, newest_first=True)
