"""Statements straight to asyncpg, on the connection that SQLAlchemy holds.

What every command and every event asks goes this way: a text made once, kept prepared by the
driver, without a compiler, a cursor and a greenlet around it. Faults are told as SQLAlchemy tells
them, and a connection found dead is left to SQLAlchemy, which then clears its pool.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import asyncpg as dialects
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.pool import clear

_DIALECT = dialects.dialect()
_LAST_WORDS = asyncpg.InternalClientError
"""The server has said why it ends the connection, and has not yet ended it."""
_FAULTS = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, _LAST_WORDS)


async def fetch(connection: AsyncConnection, text: str, *values: Any) -> list[Any]:
    """The rows that a statement gives, with `$1` and so on for its values.

    Raises:
        DBAPIError: the database refused, or is away.
        TimeoutError: it did not answer in time.

    """
    driver = driver_of(connection)
    try:
        async with _turn(connection):
            return await driver.fetch(text, *values)
    except _FAULTS as fault:
        raise await _told(connection, driver, text, fault) from fault


async def fetch_one(connection: AsyncConnection, text: str, *values: Any) -> Any:
    """The first row that a statement gives, or None; otherwise like `fetch`."""
    driver = driver_of(connection)
    try:
        async with _turn(connection):
            return await driver.fetchrow(text, *values)
    except _FAULTS as fault:
        raise await _told(connection, driver, text, fault) from fault


@asynccontextmanager
async def transaction(connection: AsyncConnection) -> AsyncGenerator[None]:
    """A transaction on a connection that SQLAlchemy leaves alone (its AUTOCOMMIT).

    Whatever is uncertain about its end, the connection is not used again.
    """
    await _say(connection, "begin")
    try:
        yield
    except TimeoutError:  # Who did not answer would not answer a rollback either.
        await clear(connection)
        raise
    except Exception:
        if connection.invalidated:
            raise  # There is nobody to roll back, and this is the fault that counts.
        try:
            async with _turn(connection):
                await driver_of(connection).execute("rollback")
        except (*_FAULTS, TimeoutError):
            await connection.invalidate()
        raise
    except BaseException:  # Cancelled in the middle of something.
        await connection.invalidate()
        raise
    await _say(connection, "commit")


async def _say(connection: AsyncConnection, text: str) -> None:
    driver = driver_of(connection)
    try:
        async with _turn(connection):
            await driver.execute(text)
    except _FAULTS as fault:
        raise await _told(connection, driver, text, fault) from fault
    except BaseException:
        await connection.invalidate()
        raise


def driver_of(connection: AsyncConnection) -> asyncpg.Connection:
    """The driver's own connection."""
    held = cast("Any", connection.sync_connection)
    return held.connection.driver_connection


def _turn(connection: AsyncConnection) -> asyncio.Lock:
    """One statement at a time, those of SQLAlchemy included: it is the lock that they take."""
    held = cast("Any", connection.sync_connection)
    return held.connection.dbapi_connection._execute_mutex  # noqa: SLF001


async def _told(
    connection: AsyncConnection, driver: asyncpg.Connection, text: str, fault: Exception
) -> Exception:
    """The fault as SQLAlchemy would have told it.

    Raises:
        TimeoutError: nobody answered, so nobody will on connections as old as this one.

    """
    if isinstance(fault, TimeoutError):  # It is an OSError, too.
        await clear(connection)
        raise fault
    if isinstance(fault, _LAST_WORDS):
        driver.terminate()
    if driver.is_closed():
        await connection.exec_driver_sql(text)  # Raises: it finds its connection dead.
    violated = isinstance(fault, asyncpg.IntegrityConstraintViolationError)
    return (IntegrityError if violated else DBAPIError)(text, None, fault)


class Prepared:
    """A statement of SQLAlchemy's made into its text once, for what is asked over and over."""

    def __init__(self, statement: sa.ClauseElement) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self._text = str(compiled)
        self._fixed = cast("dict[str, Any]", compiled.params)
        self._order = tuple(cast("Any", compiled).positiontup)

    async def rows(self, connection: AsyncConnection, **named: Any) -> list[Any]:
        """The rows for these values of its parameters."""
        values = self._fixed | named
        return await fetch(connection, self._text, *(values[name] for name in self._order))
