"""Sees what has become visible in a service: committed, and found by a query."""

import asyncio
import time
from collections.abc import Sequence
from uuid import UUID

import asyncpg

LOOK_SECONDS = 0.002
PATIENCE_SECONDS = 60


class Watch:
    """Looks every two milliseconds for whatever is waited for; one query for all."""

    def __init__(self, url: str, query: str) -> None:
        """Watch one database.

        Args:
            url: as the administrator.
            query: gives `request_id` and `id` of those of the requests in $1 that are there.

        """
        self._url, self._query = url, query
        self._awaited: dict[UUID, asyncio.Future[tuple[UUID, float]]] = {}

    async def sees(self, request_id: UUID) -> tuple[UUID, float]:
        """The id of what came of a request, and when it was seen."""
        self._awaited[request_id] = asyncio.get_running_loop().create_future()
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._awaited[request_id]

    async def run(self) -> None:
        """Look until cancelled."""
        connection = await asyncpg.connect(self._url)
        try:
            while True:
                if self._awaited:
                    self._tell(await connection.fetch(self._query, list(self._awaited)))
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            await connection.close()

    def _tell(self, rows: Sequence[asyncpg.Record]) -> None:
        now = time.perf_counter()
        for row in rows:
            waiting = self._awaited.pop(row["request_id"])
            if not waiting.done():
                waiting.set_result((row["id"], now))
