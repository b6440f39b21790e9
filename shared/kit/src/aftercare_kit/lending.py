"""Connections for people's requests, which stay out of SQLAlchemy's pool between two of them.

To take one out of the pool and to put it back costs two greenlets, more than the statements of a
short request. What may be wrong with an idle one is still the pool's to say: whenever any of its
connections is found dead, all that wait here go back to it before the next is given out.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

from sqlalchemy import event
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aftercare_kit.driver import driver_of


class Lender:
    """Lends the connections of one pool, each to one borrower at a time."""

    def __init__(self, engine: AsyncEngine, *, most: int, seconds: float) -> None:
        """Take the pool over; nobody else may take more than it has beyond `most`.

        Args:
            engine: connects without transactions of its own.
            most: how many are lent at once.
            seconds: how long a borrower waits for one.

        """
        self._engine = engine
        self._seconds = seconds
        self._free = asyncio.Semaphore(most)
        self.idle: list[AsyncConnection] = []
        """Those that nobody holds."""
        self._deaths = 0
        self._looked = 0
        event.listen(engine.sync_engine, "invalidate", self._died)

    def _died(self, *_told: Any) -> None:
        self._deaths += 1

    @asynccontextmanager
    async def lend(self) -> AsyncGenerator[AsyncConnection]:
        """A connection for as long as the block lasts.

        Raises:
            PoolTimeout: all were lent for too long.

        """
        await self._turn()
        try:
            connection = await self._one()
            try:
                yield connection
            finally:
                await self._take_back(connection)
        finally:
            self._free.release()

    async def _turn(self) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            async with asyncio.timeout(self._seconds):
                await self._free.acquire()
        except TimeoutError:
            raise PoolTimeout(f"no connection was free for {self._seconds} s") from None

    async def _one(self) -> AsyncConnection:
        if self._looked != self._deaths:
            self._looked = self._deaths
            await self.close()
        while self.idle:
            connection = self.idle.pop()
            if not driver_of(connection).is_closed():
                return connection
            await _end(connection)
        return await self._engine.connect()

    async def _take_back(self, connection: AsyncConnection) -> None:
        if connection.invalidated or driver_of(connection).is_closed():
            await _end(connection)
            return
        # Its transaction is a word of SQLAlchemy's: nothing was begun, so nothing is waited for.
        cast("Any", connection.sync_connection).rollback()
        self.idle.append(connection)

    async def close(self) -> None:
        """Give what nobody holds back to the pool, which ends it when it is disposed of."""
        idle, self.idle = self.idle, []
        for connection in idle:
            await connection.close()


async def _end(connection: AsyncConnection) -> None:
    if not connection.invalidated:
        await connection.invalidate()
    await connection.close()
