"""The rows that a consumer wrote, inserted once more by a bare loop."""

import time
from collections.abc import Sequence
from typing import Any

import asyncpg

TABLES = {
    "inbox": "received_at, event_id",
    "work_order": "id",
    "sla_clock": "work_order_id, id",
    "timer": "key, kind",
    "event": "id",
    "audit": "id",
    "notice": "id",
}
"""What the opening of a work order writes, in an order that keeps orders and clocks aligned."""

_MADE_BY_THE_TABLE = {
    "event": {"id", "horizon", "recorded_at"}, "audit": {"id"}, "notice": {"id"},
}  # fmt: skip
_OTHERS = """
select relname from pg_class where relkind in ('r', 'p') and not relispartition
and relnamespace = 'public'::regnamespace and relname <> all($1::text[])
"""


class Copies:
    """Batches of rows for every table, in one transaction a batch."""

    def __init__(self, target: asyncpg.Connection, batches: int) -> None:
        self.rows = 0
        self._target = target
        self._batches = batches
        self._statements: dict[str, str] = {}
        self._taken: dict[str, Sequence[Sequence[Any]]] = {}
        self._there: set[str] = set()

    async def clear(self, source: asyncpg.Connection) -> None:
        """Empty both databases' tables."""
        for connection in (source, self._target):
            await connection.execute(f"truncate {', '.join(TABLES)} cascade")
        self._there = await _others(source)

    async def take(self, source: asyncpg.Connection) -> None:
        """Keep what is in the tables now.

        Raises:
            RuntimeError: the consumer wrote nothing, or not only where we look.

        """
        if written := await _others(source) - self._there:
            message = f"rows in {written}, which the other side would not write"
            raise RuntimeError(message)
        for table, order in TABLES.items():
            rows = await source.fetch(f"select * from {table} order by {order}")
            if not rows:
                message = f"nothing in {table}"
                raise RuntimeError(message)
            made = _MADE_BY_THE_TABLE.get(table, set[str]())
            names = [name for name in dict(rows[0]) if name not in made]
            places = ", ".join(f"${at}" for at in range(1, len(names) + 1))
            self._statements[table] = f"insert into {table} ({', '.join(names)}) values ({places})"
            self._taken[table] = [tuple(row[name] for name in names) for row in rows]
        self.rows = sum(len(rows) for rows in self._taken.values())

    async def insert(self) -> float:
        """Write it all; tells how many seconds that took."""
        began = time.perf_counter()
        for batch in range(self._batches):
            async with self._target.transaction():
                for table, statement in self._statements.items():
                    rows = self._taken[table]
                    size = -(-len(rows) // self._batches)
                    await self._target.executemany(
                        statement, rows[batch * size : (batch + 1) * size]
                    )
        return time.perf_counter() - began


async def _others(connection: asyncpg.Connection) -> set[str]:
    """Which tables beside ours hold anything."""
    names = [row["relname"] for row in await connection.fetch(_OTHERS, list(TABLES))]
    asked = " union all ".join(f"select '{n}' where exists (select from {n})" for n in names)
    return {row[0] for row in await connection.fetch(asked)}
