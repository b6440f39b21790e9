"""The list of cases, the most recently changed first."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from gateway.adapters.tables import case_view
from gateway.application.queries.scope import Scope
from gateway.application.rights import RIGHTS
from gateway.application.views.case import CaseLine

_COLUMNS = (
    *(case_view.c[name] for name in CaseLine.model_fields),
    case_view.c.overdue_for_customer,
)


async def list_cases(
    connection: AsyncConnection,
    actor: Actor,
    *,
    state: str | None,
    customer_id: UUID | None,
    centre: str | None,
    overdue: bool | None,
    wanted: Slice,
) -> Page[CaseLine]:
    """Cases in sight of the asker, by their last change."""
    RIGHTS.require(actor, "case.read")
    scope = Scope.of(actor)
    asked = {
        case_view.c.state: state,
        case_view.c.customer_id: customer_id,
        case_view.c.centre: centre,
        scope.overdue: overdue,
    }
    chosen = sa.select(*_COLUMNS).where(
        scope.sql(), *(column == value for column, value in asked.items() if value is not None)
    )
    order = (case_view.c.changed_at, case_view.c.request_id)
    return await listed(connection, chosen, order, scope.line, wanted, newest_first=True)
