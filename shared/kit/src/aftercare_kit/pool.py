"""A pool that gives out no connection it could know to be dead, without a round trip.

A server that ended leaves every idle connection closed, and the driver has been told; asking it is
free. A server that vanished without a word tells nobody; there the first statement that nobody
answers in time stands for all: whatever was connected before is connected anew.
"""

from contextlib import suppress
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


def watched(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, its pool minding both."""
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    event.listen(engine.sync_engine, "handle_error", _silence_is_death)
    return engine


def _refuse_closed(_lent: Any, record: Any, _proxied: Any) -> None:
    if record.driver_connection.is_closed():
        raise DisconnectionError  # The pool connects anew in its place.


def _silence_is_death(context: Any) -> None:
    if isinstance(context.original_exception, TimeoutError):
        context.is_disconnect = context.invalidate_pool_on_disconnect = True


async def clear(connection: AsyncConnection) -> None:
    """Never use this connection again, nor any that its pool had made before now."""
    if connection.invalidated:
        return
    held: Any = connection.sync_connection
    held.connection.driver_connection.terminate()
    with suppress(SQLAlchemyError):
        await connection.exec_driver_sql("select 1")  # It finds the end, and clears its pool.
