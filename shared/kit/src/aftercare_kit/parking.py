"""Where events wait that could not be applied: retried in order, then kept for an operator.

An event that fails stops its aggregate only: later events of the same aggregate queue behind it.
Nothing is dropped silently.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from aftercare_kit.events import Received, UnreadableEvent
from aftercare_kit.tables import parked
from aftercare_kit.unit_of_work import UnitOfWork

DELAYS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 60.0, 120.0)
"""Seconds before each new try; after the last the event is parked for an operator."""


class Parking:
    """The parked events of one consuming service."""

    def __init__(self, consumer: str) -> None:
        self._consumer = consumer

    async def queue(
        self, work: UnitOfWork, event: Received[Any], headers: Mapping[str, str], data: bytes
    ) -> None:
        """Put an event behind an earlier one of its aggregate that waits."""
        await self._insert(work, event, headers, data, "waiting", "an earlier event waits", 0)

    async def retry_later(
        self,
        work: UnitOfWork,
        event: Received[Any],
        headers: Mapping[str, str],
        data: bytes,
        fault: Exception,
    ) -> None:
        """Keep an event that failed for the first time, to be tried again."""
        await self._insert(work, event, headers, data, "retrying", reason_of(fault), 1)

    async def unreadable(
        self,
        work: UnitOfWork,
        event_id: UUID,
        aggregate_id: UUID,
        headers: Mapping[str, str],
        data: bytes,
        fault: UnreadableEvent,
    ) -> None:
        """Keep a message that is no event of the published language, for an operator."""
        await work.connection.execute(
            insert(parked)
            .values(
                consumer=self._consumer,
                event_id=event_id,
                aggregate_id=aggregate_id,
                type=headers.get("ce-type", "?"),
                headers=dict(headers),
                data=data,
                state="parked",
                reason=reason_of(fault),
                tries=1,
                next_try_at=work.now,
                parked_at=work.now,
            )
            .on_conflict_do_nothing()
        )

    async def _insert(
        self,
        work: UnitOfWork,
        event: Received[Any],
        headers: Mapping[str, str],
        data: bytes,
        state: str,
        reason: str,
        tries: int,
    ) -> None:
        await work.connection.execute(
            sa.insert(parked).values(
                consumer=self._consumer,
                event_id=event.id,
                aggregate_id=event.aggregate_id,
                type=event.data.type,
                headers=dict(headers),
                data=data,
                state=state,
                reason=reason,
                tries=tries,
                next_try_at=work.now + timedelta(seconds=DELAYS[0]),
                parked_at=work.now,
            )
        )

    async def postpone(self, work: UnitOfWork, row_id: int, tries: int, fault: Exception) -> bool:
        """Count one more failed try.

        Returns:
            Whether the event is now parked for an operator.

        """
        given_up = tries >= len(DELAYS)
        delay = DELAYS[min(tries, len(DELAYS) - 1)]
        await work.connection.execute(
            sa.update(parked)
            .where(parked.c.id == row_id)
            .values(
                tries=tries + 1,
                state="parked" if given_up else "retrying",
                reason=reason_of(fault),
                next_try_at=work.now + timedelta(seconds=delay),
            )
        )
        return given_up


def reason_of(fault: Exception) -> str:
    """What an operator reads: the kind of fault and its code; no values, which may be personal."""
    code = getattr(fault, "code", None)
    return f"{type(fault).__name__}: {code}" if isinstance(code, str) else type(fault).__name__


def named_by(headers: Mapping[str, str], data: bytes) -> tuple[UUID, UUID]:
    """The event and the aggregate that an unreadable message names, as far as it does.

    One that names no event is told from others by what it is made of; one that names no aggregate
    has nothing queue behind it.
    """
    made_of = f"{sorted(headers.items())} {data.hex()}"
    event_id = _uuid_or(headers.get("ce-id"), uuid5(NAMESPACE_OID, made_of))
    return event_id, _uuid_or(headers.get("ce-subject"), event_id)


def _uuid_or(text: str | None, other: UUID) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        return other
