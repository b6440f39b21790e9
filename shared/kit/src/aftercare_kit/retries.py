"""Tries parked events again, in the order they came, aggregate by aggregate."""

import asyncio
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
import structlog

from aftercare_kit import metrics
from aftercare_kit.actors import Actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.database import Database
from aftercare_kit.events import read
from aftercare_kit.tables import parked
from aftercare_kit.telemetry import quiet

log = structlog.get_logger()

WAITING_SECONDS = 0.1
"""How often what waits is looked at."""

IDLE_SECONDS = 2.0
"""How often it is looked whether another process, or an operator, set something to be tried."""

_HEADS = sa.text(
    "select id from parked p where consumer = :consumer and state in ('retrying', 'waiting')"
    " and next_try_at <= :now and not exists (select from parked q where q.consumer = p.consumer"
    " and q.aggregate_id = p.aggregate_id and q.id < p.id) order by id limit 100"
)
"""The oldest waiting event of each aggregate: only that one may be tried."""

_COUNT = sa.text(
    "select count(*) as waiting, count(*) filter (where state = 'retrying') as retrying"
    " from parked where consumer = :consumer"
)


class RetryLoop:
    """Applies what was parked, as soon as it can be."""

    def __init__(self, database: Database[Any], actor: Actor, inbox: Inbox[Any]) -> None:
        self._database = database
        self._actor = actor
        self._inbox = inbox
        self._waiting = False

    async def run(self) -> None:
        """Retry for ever; a database that is away is waited for."""
        while True:
            try:
                self._inbox.parked.clear()
                tried = await self.retry_due()
            except Exception:
                log.exception("retries.failed")
                tried = 0
                await asyncio.sleep(1)
            if not tried:
                with suppress(TimeoutError):
                    async with asyncio.timeout(WAITING_SECONDS if self._waiting else IDLE_SECONDS):
                        await self._inbox.parked.wait()

    async def retry_due(self) -> int:
        """Try the head of each aggregate's queue that is due.

        Returns:
            How many were tried.

        """
        consumer = self._database.service
        with quiet():
            async with self._database.reading() as connection:
                count = (await connection.execute(_COUNT, {"consumer": consumer})).one()
                metrics.parked_events.labels(consumer).set(count.waiting)
                self._waiting = bool(count.retrying)
                if not count.waiting:
                    return 0
                heads = (
                    await connection.execute(
                        _HEADS, {"consumer": consumer, "now": self._database.now()}
                    )
                ).scalars()
                due = list(heads)
        for row_id in due:
            await self._retry(row_id)
        return len(due)

    async def _retry(self, row_id: int) -> None:
        tries = 0
        try:
            async with self._database.begin(self._actor) as work:
                row = (
                    await work.connection.execute(
                        sa.delete(parked).where(parked.c.id == row_id).returning(parked)
                    )
                ).one_or_none()
                if row is None:
                    return
                tries = row.tries
                await self._inbox.react(read(row.headers, row.data), work)
        except Exception as fault:
            async with self._database.begin(self._actor) as work:
                given_up = await self._inbox.parking.postpone(work, row_id, tries, fault)
            if given_up:
                log.exception("event.parked", row=row_id)
