"""Due times kept in PostgreSQL: set and cancelled with the state, fired by a loop."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Generic, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects.postgresql import insert

from aftercare_kit.metrics import timers_due
from aftercare_kit.spans import current_traceparent, span_from
from aftercare_kit.tables import timer
from aftercare_kit.telemetry import quiet
from aftercare_kit.writes import Writes

log = structlog.get_logger()

FIRE_AT_ONCE = 50
"""Timers taken in one transaction."""

IDLE_SECONDS = 0.5
"""How long the loop sleeps when nothing is due: the most a timer is late on an idle machine."""

LONGEST_DELAY = timedelta(minutes=5)


class Timers:
    """The timers of one unit of work, written when it is flushed."""

    def __init__(self, region: str) -> None:
        self._region = region
        self._pending: dict[tuple[str, UUID], dict[str, Any] | None] = {}
        self.earliest: datetime | None = None
        """The first time set in this transaction."""

    async def set(self, kind: str, key: UUID, due_at: datetime) -> None:
        """Have `kind` fire for this thing at `due_at`, in place of an earlier time set for it."""
        self.earliest = min(due_at, self.earliest or due_at)
        self._pending[kind, key] = {
            "kind": kind,
            "key": key,
            "due_at": due_at,
            "region": self._region,
            "traceparent": current_traceparent(),
            "tries": 0,
            "last_error": None,
        }

    async def cancel(self, kind: str, key: UUID) -> None:
        """Forget the timer; one that does not exist is fine."""
        self._pending[kind, key] = None

    def gather(self, writes: Writes) -> None:
        """Hand over what was set and cancelled since the last time."""
        for (kind, key), row in self._pending.items():
            if row is None:
                writes.remove(timer, {"kind": kind, "key": key})
        rows = [row for row in self._pending.values() if row is not None]
        writes.put(timer, rows, keep=("region", "traceparent"))
        self._pending = {}


def standing_key(kind: str) -> UUID:
    """The key of a standing timer: there is one of each kind."""
    return uuid5(NAMESPACE_URL, f"aftercare:{kind}")


W = TypeVar("W")
Fire = Callable[[W, UUID], Awaitable[None]]


class TimerLoop(Generic[W]):
    """Fires due timers, each in the transaction that deletes it, so each fires exactly once."""

    def __init__(
        self,
        database: Any,
        actor: Any,
        handlers: Mapping[str, Fire[W]],
        standing: Mapping[str, Callable[[datetime], datetime]] = MappingProxyType({}),
    ) -> None:
        """Take a service's handlers.

        Args:
            database: where timers and state are.
            actor: as whom they fire.
            handlers: what happens, by kind of timer.
            standing: kinds that fire again and again by the calendar: from a moment to the next
                time after it. They are set by themselves, once, and again whenever they fire.

        """
        self._standing = standing
        self._stands = not standing
        self._database = database
        self._actor = actor
        self._handlers = handlers
        self._wake = asyncio.Event()
        database.on_timer(self._set)

    def _set(self, due_at: datetime) -> None:
        """Look at once when something is due before the next look would come."""
        if due_at <= self._database.now() + timedelta(seconds=IDLE_SECONDS):
            self._wake.set()

    async def run(self) -> None:
        """Fire for ever; a database that is away is waited for."""
        while True:
            try:
                fired = await self.fire_due()
            except Exception:
                log.exception("timers.failed")
                fired = 0
                await asyncio.sleep(1)
            if fired == 0:
                self._wake.clear()
                # Not `wait_for`: before Python 3.12 it can swallow the cancellation of a stop.
                with suppress(TimeoutError):
                    async with asyncio.timeout(IDLE_SECONDS):
                        await self._wake.wait()

    async def fire_due(self) -> int:
        """Fire what is due now, one transaction each so that a failure stops only itself.

        Returns:
            How many were taken up, fired or postponed.

        """
        if not self._stands:
            await self._stand()
        with quiet():
            async with self._database.reading() as connection:
                due = (
                    await connection.execute(
                        sa.select(timer.c.kind, timer.c.key, sa.func.count().over().label("due"))
                        .where(timer.c.due_at <= self._database.now())
                        .order_by(timer.c.due_at)
                        .limit(FIRE_AT_ONCE)
                    )
                ).all()
        timers_due.labels(self._database.service).set(due[0].due if due else 0)
        for kind, key, _ in due:
            try:
                await self._fire(kind, key)
            except Exception as fault:
                log.exception("timer.failed", kind=kind, key=str(key))
                await self._postpone(kind, key, type(fault).__name__)
        return len(due)

    async def _stand(self) -> None:
        """Set the standing timers that are not there yet; another process may do so, too."""
        async with self._database.begin(self._actor) as work:
            for kind, after in self._standing.items():
                missing = insert(timer).values(
                    kind=kind,
                    key=standing_key(kind),
                    due_at=after(self._database.now()),
                    region=work.region,
                )
                await work.connection.execute(missing.on_conflict_do_nothing())
        self._stands = True

    async def _fire(self, kind: str, key: UUID) -> None:
        async with self._database.begin(self._actor) as work:
            taken = (
                await work.connection.execute(
                    sa.delete(timer)
                    .where(
                        timer.c.kind == kind,
                        timer.c.key == key,
                        timer.c.due_at <= self._database.now(),
                    )
                    .returning(timer.c.traceparent)
                )
            ).first()
            if taken is None:
                return  # Cancelled, moved, or fired by another process meanwhile.
            with span_from(taken.traceparent, f"timer {kind}"):
                await self._handlers[kind](work, key)
                if kind in self._standing:
                    await work.timers.set(kind, key, self._standing[kind](work.now))
                await work.flush()

    async def _postpone(self, kind: str, key: UUID, reason: str) -> None:
        async with self._database.begin(self._actor) as work:
            row = (
                await work.connection.execute(
                    sa.select(timer.c.tries).where(timer.c.kind == kind, timer.c.key == key)
                )
            ).first()
            tries = (row.tries if row else 0) + 1
            await work.connection.execute(
                sa.update(timer)
                .where(timer.c.kind == kind, timer.c.key == key)
                .values(
                    tries=tries,
                    last_error=reason,
                    due_at=self._database.now() + min(timedelta(seconds=2**tries), LONGEST_DELAY),
                )
            )
