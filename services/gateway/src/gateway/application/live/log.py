"""Reads the timeline in commit order: below the oldest running transaction, nothing is missing."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.adapters.tables import case_view, timeline
from gateway.application.live.position import START, Position

PAGE = 500

_HORIZON = sa.literal_column("timeline.horizon")
_SETTLED = sa.text("timeline.horizon < pg_snapshot_xmin(pg_current_snapshot())")
_AFTER = sa.text(
    "(timeline.horizon, timeline.id) > (cast(:after_horizon as text)::xid8, :after_id)"
)
_UNTIL = sa.text(
    "(timeline.horizon, timeline.id) <= (cast(:until_horizon as text)::xid8, :until_id)"
)
_ROWS = (
    sa.select(
        timeline,
        sa.literal_column("timeline.horizon::text").label("horizon"),
        case_view.c.customer_id,
        case_view.c.centre,
        case_view.c.engineer_ids,
    )
    .select_from(timeline.outerjoin(case_view, case_view.c.request_id == timeline.c.request_id))
    .where(_SETTLED, _AFTER)
    .order_by(_HORIZON, timeline.c.id)
    .limit(PAGE)
)
_FRONTIER = (
    sa.select(sa.literal_column("timeline.horizon::text").label("horizon"), timeline.c.id)
    .where(_SETTLED)
    .order_by(_HORIZON.desc(), timeline.c.id.desc())
    .limit(1)
)


def position_of(row: Any) -> Position:
    """The place of a row."""
    return Position(int(row.horizon), row.id)


async def frontier(connection: AsyncConnection) -> Position:
    """The last place below which no row can appear any more."""
    row = (await connection.execute(_FRONTIER)).first()
    return START if row is None else position_of(row)


async def rows_after(
    connection: AsyncConnection,
    after: Position,
    *,
    until: Position | None = None,
    where: sa.ColumnElement[bool] | None = None,
) -> Sequence[Any]:
    """The next rows, a page at the most, each with what decides who may see it.

    Args:
        connection: a reading one.
        after: the last place already read.
        until: the last place wanted.
        where: further conditions on the timeline and its cases.

    """
    statement, values = _ROWS, {"after_horizon": str(after.horizon), "after_id": after.id}
    if until is not None:
        statement = statement.where(_UNTIL)
        values |= {"until_horizon": str(until.horizon), "until_id": until.id}
    if where is not None:
        statement = statement.where(where)
    return (await connection.execute(statement, values)).all()
