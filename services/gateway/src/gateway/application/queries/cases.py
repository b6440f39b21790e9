"""The list of cases, the most recently changed first."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.pages import Page, keyset, page_of
from gateway.adapters.tables import case_view
from gateway.application.queries.scope import Scope
from gateway.application.rights import RIGHTS
from gateway.application.views.case import CaseLine

_COLUMNS = tuple(case_view.c[name] for name in CaseLine.model_fields)


async def list_cases(
    connection: AsyncConnection,
    actor: Actor,
    *,
    state: str | None,
    customer_id: UUID | None,
    centre: str | None,
    overdue: bool | None,
    cursor: str | None,
    limit: int,
) -> Page[CaseLine]:
    """Cases in sight of the asker, by their last change."""
    RIGHTS.require(actor, "case.read")
    wanted = {"state": state, "customer_id": customer_id, "centre": centre, "overdue": overdue}
    scope = Scope.of(actor)
    chosen = sa.select(*_COLUMNS).where(
        scope.sql(),
        *(case_view.c[name] == value for name, value in wanted.items() if value is not None),
    )
    order = (case_view.c.changed_at, case_view.c.request_id)
    rows = (await connection.execute(keyset(chosen, order, cursor, limit, newest_first=True))).all()
    kept, after = page_of(rows, limit, lambda row: (row.changed_at, row.request_id))
    return Page(items=[_line(row, scope) for row in kept], next=after)


def _line(row: object, scope: Scope) -> CaseLine:
    line = CaseLine.model_validate(row)
    # Whether a fault counts as major is said in the house, not to the customer.
    return line.model_copy(update={"major": None}) if scope.reduced else line
