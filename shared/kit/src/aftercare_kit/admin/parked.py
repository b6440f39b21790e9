"""Events that a service could not apply: seen, tried again, or given up for good by a person."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aftercare_kit.admin.suite import Suite


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """One event that waits in a consumer's parking table.

    `state` is `retrying` (the service tries again by itself), `waiting` (an earlier event of its
    aggregate comes first) or `parked` (the tries are used up; an operator decides).
    """

    consumer: str
    event_id: UUID
    type: str
    aggregate_id: UUID
    state: str
    tries: int
    reason: str
    since: datetime
    next_try_at: datetime


class NotParked(LookupError):
    """No such event waits there."""


_LIST = """
select consumer, event_id, type, aggregate_id, state, tries, reason, parked_at as since, next_try_at
from parked order by id
"""
_REPLAY = """
update parked set state = 'retrying', tries = 0, next_try_at = clock_timestamp()
where state <> 'waiting' and ($1::uuid is null or event_id = $1)
returning event_id, aggregate_id, type, reason
"""
_SEEN = """
insert into inbox (consumer, event_id, received_at) values ($1, $2, clock_timestamp())
on conflict do nothing
"""
_AUDIT = """
insert into audit
    (at, subject, name, roles, region, action, aggregate, aggregate_id, detail)
values (clock_timestamp(), $1, $1, '{system}', $2, $3, 'event', $4, $5::jsonb)
"""


async def listed(suite: Suite, consumer: str | None = None) -> list[ParkedEvent]:
    """What waits, oldest first, consumer by consumer; of one consumer where it is named."""
    found: list[ParkedEvent] = []
    for service in _named(suite, consumer):
        async with suite.database(service) as connection:
            found += [ParkedEvent(**row) for row in await connection.fetch(_LIST)]
    return found


async def replay(
    suite: Suite, by: str, *, consumer: str | None = None, event_id: UUID | None = None
) -> int:
    """Have events tried again at once, with all their tries before them.

    Args:
        suite: where.
        by: who decided, for the audit trail.
        consumer: whose events; everybody's where None.
        event_id: which one; all that failed where None. What waits behind follows by itself.

    Returns:
        How many will be tried.

    """
    count = 0
    for service in _named(suite, consumer):
        async with suite.database(service) as connection:
            rows = await connection.fetch(_REPLAY, event_id)
            for row in rows:
                await _note(connection, suite, by, "parked.replay", row)
            count += len(rows)
    return count


async def drop(suite: Suite, by: str, *, consumer: str, event_id: UUID, reason: str) -> ParkedEvent:
    """Give up one event: it counts as seen, is never applied, and the audit trail says why.

    Raises:
        NotParked: no such event waits at this consumer.

    """
    async with suite.database(consumer) as connection:
        row = await connection.fetchrow(
            "delete from parked where consumer = $1 and event_id = $2 returning"
            " consumer, event_id, type, aggregate_id, state, tries, reason,"
            " parked_at as since, next_try_at",
            consumer,
            event_id,
        )
        if row is None:
            raise NotParked(f"{consumer} has no parked event {event_id}.")
        dropped = ParkedEvent(**row)
        # What names no event was never noted as seen; a second delivery must not bring it back.
        await connection.execute(_SEEN, consumer, event_id)
        await _note(connection, suite, by, "parked.drop", row, because=reason)
    return dropped


async def _note(connection: Any, suite: Suite, by: str, action: str, row: Any, **more: str) -> None:
    detail = {"event_id": str(row["event_id"]), "type": row["type"], "reason": row["reason"]}
    await connection.execute(
        _AUDIT, by, suite.place.region, action, row["aggregate_id"], json.dumps(detail | more)
    )


def _named(suite: Suite, consumer: str | None) -> Sequence[str]:
    return [service for service in suite.consuming if consumer in (None, service)]
