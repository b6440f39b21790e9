"""The ledger's lines on their way into their table."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from inventory.adapters import tables
from inventory.domain.stock import Movement


class PostgresMovements:
    """Gathers the movements of one transaction and writes them together."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._rows: list[dict[str, Any]] = []

    def add(self, movement: Movement) -> None:
        """Write one line with the rest of this transaction."""
        self._rows.append(vars(movement))

    async def flush(self) -> None:
        """Write what was gathered since the last time."""
        if self._rows:
            rows, self._rows = self._rows, []
            await self._connection.execute(sa.insert(tables.movement), rows)
