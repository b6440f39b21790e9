"""The unit of work on PostgreSQL, whose read model is written once, before the commit."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.writes import Writes
from gateway.adapters.projection import BatchProjection
from gateway.application.ports import Work


class PostgresWork(Work):
    """One transaction on the gateway's database."""

    def __init__(
        self, connection: AsyncConnection, *, now: datetime, region: str, **rest: Any
    ) -> None:
        super().__init__(connection, now=now, region=region, **rest)
        own = Writes(connection, self.numbers)
        self._batch = BatchProjection(connection, own, region=region, now=now)
        self.projection = self._batch

    async def before_commit(self) -> None:
        """Write the events of the batch together."""
        await self._batch.write()
