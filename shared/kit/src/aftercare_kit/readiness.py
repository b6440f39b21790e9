"""Whether a service can do its work: schema, streams and consumers as its code expects them."""

import asyncio
from typing import TypeAlias

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from aftercare_kit.migrate import head_of
from aftercare_kit.telemetry import quiet

log = structlog.get_logger()

Checks: TypeAlias = dict[str, str]
HOUSEKEEPING_SECONDS = 3600.0
_SCHEMA = sa.text("select version_num from alembic_version")
_FORGET_ANSWERS = sa.text(
    "delete from idempotency where created_at < clock_timestamp() - interval '7 days'"
)


class Readiness:
    """Collects what the parts of a process found; `ok` is the only good finding."""

    def __init__(self, engine: AsyncEngine, service: str) -> None:
        self._engine = engine
        self._head = head_of(service)
        self.drift: list[str] = ["streams not checked yet"]
        self.consuming = False
        self.relay = "ok"

    def relay_says(self, finding: str) -> None:
        """Whether log and stream belong together."""
        self.relay = finding

    async def checks(self) -> Checks:
        """Each named check and its finding."""
        return {
            "database": await self._database(),
            "streams": "; ".join(self.drift) or "ok",
            "relay": self.relay,
            "consumers": "ok" if self.consuming else "not subscribed yet",
        }

    async def _database(self) -> str:
        try:
            with quiet():
                async with asyncio.timeout(2), self._engine.connect() as connection:
                    found = await connection.scalar(_SCHEMA)
        except (OSError, TimeoutError, SQLAlchemyError):
            return "the database does not answer"
        return "ok" if found == self._head else f"schema is at {found}, the code needs {self._head}"

    async def keep_house(self) -> None:
        """Once an hour: next months' partitions exist, and old idempotent answers are forgotten."""
        while True:
            try:
                with quiet():
                    async with self._engine.begin() as connection:
                        await connection.execute(sa.text("select ensure_event_partitions()"))
                        await connection.execute(_FORGET_ANSWERS)
            except (OSError, SQLAlchemyError) as fault:
                log.warning("housekeeping.failed", fault=type(fault).__name__)
                await asyncio.sleep(10)
                continue
            await asyncio.sleep(HOUSEKEEPING_SECONDS)
