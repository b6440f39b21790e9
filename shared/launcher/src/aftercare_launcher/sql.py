"""Statements run as an administrator, from code inside or outside an event loop."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import asyncpg

T = TypeVar("T")


def run(url: str, *statements: str) -> None:
    """Run the statements one after the other, each in a transaction of its own."""

    async def work(connection: asyncpg.Connection) -> None:
        for statement in statements:
            await connection.execute(statement)

    _with_connection(url, work)


def values(url: str, query: str, *arguments: object) -> list[Any]:
    """The first column of every row."""

    async def work(connection: asyncpg.Connection) -> list[Any]:
        return [row[0] for row in await connection.fetch(query, *arguments)]

    return _with_connection(url, work)


def quoted(text: str) -> str:
    """A string literal; statements about roles take no parameters."""
    return "'" + text.replace("'", "''") + "'"


def _with_connection(url: str, work: Callable[[asyncpg.Connection], Coroutine[Any, Any, T]]) -> T:
    async def connected() -> T:
        connection = await asyncpg.connect(url, timeout=10)
        try:
            return await work(connection)
        finally:
            await connection.close()

    # A thread of its own: the caller's thread may be running an event loop already.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, connected()).result()
