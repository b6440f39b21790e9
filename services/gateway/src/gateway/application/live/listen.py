"""What one listener is told: first what was missed, then what happens, as far as they may see."""

import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gateway.adapters.tables import timeline
from gateway.application.live.feed import Feed
from gateway.application.live.listener import Listener
from gateway.application.live.log import position_of, rows_after
from gateway.application.live.position import Position
from gateway.application.queries.scope import Scope
from gateway.application.queries.timeline import FOR_CUSTOMERS, entry_of, name_of
from gateway.application.views.case import TimelineEntry
from gateway.domain.customers_eyes import tells_customer

HEARTBEAT_SECONDS = 15.0


@dataclass(frozen=True)
class Told:
    """Something said to a listener; it may come back with the last `position` it saw."""

    position: Position | None
    entry: TimelineEntry | None = None
    remark: str | None = None


@dataclass(frozen=True)
class Wish:
    """What a listener may and wants to hear."""

    scope: Scope
    case: UUID | None = None

    def admits(self, row: Any) -> bool:
        """Whether a row is for this listener."""
        return (
            self.case in (None, row.request_id)
            and self.scope.admits(row)
            and (not self.scope.reduced or tells_customer(name_of(row.type), row.facts))
        )

    def sql(self) -> sa.ColumnElement[bool]:
        """The same, for rows read by this listener alone."""
        bounds: list[sa.ColumnElement[bool]] = [sa.true()]
        if self.case is not None:
            bounds.append(timeline.c.request_id == self.case)
        if not self.scope.everything:
            bounds.append(self.scope.sql())
        if self.scope.reduced:
            bounds.append(FOR_CUSTOMERS)
        return sa.and_(*bounds)


async def listen(
    feed: Feed,
    listener: Listener,
    wish: Wish,
    after: Position | None,
    still_trusted: Callable[[], bool],
) -> AsyncGenerator[Told]:
    """Tell events until the listener leaves, falls behind, or is trusted no longer.

    Args:
        feed: where live rows come from.
        listener: joined already, so nothing falls between what was missed and what happens.
        wish: what may and shall be heard.
        after: the last place the listener saw on an earlier stream; None to begin now.
        still_trusted: asked at each heartbeat; a stream must not outlive its token.

    """
    seen = after or listener.joined_at
    yield Told(seen, remark="live")
    while seen < listener.joined_at:
        async with feed.database.reading() as connection:
            missed = await rows_after(connection, seen, until=listener.joined_at, where=wish.sql())
        for row in missed:
            yield Told(position_of(row), entry_of(row, wish.scope))
        seen = position_of(missed[-1]) if missed else listener.joined_at
    beat = time.monotonic() + HEARTBEAT_SECONDS
    while not listener.too_slow:
        row = await listener.next_row(max(0.0, beat - time.monotonic()))
        if row is not None:
            seen = position_of(row)
            if wish.admits(row):
                yield Told(seen, entry_of(row, wish.scope))
        if time.monotonic() >= beat:
            if not still_trusted():
                yield Told(seen, remark="the token is no longer good")
                return
            yield Told(seen, remark="alive")
            beat = time.monotonic() + HEARTBEAT_SECONDS
    yield Told(None, remark="too slow: come back with the last id")
