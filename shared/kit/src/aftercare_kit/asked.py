"""What a piece of work asks PostgreSQL: for tests that count and read statements."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from aftercare_kit.driver import driver_of
from aftercare_kit.lending import Lender

_ENDS = frozenset({"begin", "commit", "rollback"})


@contextmanager
def asked(
    engine: AsyncEngine, lender: Lender | None = None
) -> Generator[list[tuple[str, tuple[Any, ...]]]]:
    """The statements sent to the database meanwhile, with their values; no transaction's ends.

    Args:
        engine: over whose connections.
        lender: who holds some of them outside of their pool.

    """
    said: list[tuple[str, tuple[Any, ...]]] = []

    def keep(query: Any) -> None:
        if query.query not in _ENDS:
            said.append((query.query, tuple(query.args or ())))

    def compiled(_on: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        said.append((statement, tuple(values or ())))

    def taken(lent: Any, *_rest: Any) -> None:
        lent.driver_connection.add_query_logger(keep)

    def returned(lent: Any, *_rest: Any) -> None:
        lent.driver_connection.remove_query_logger(keep)

    out = [driver_of(connection) for connection in lender.idle] if lender else []
    for driver in out:
        driver.add_query_logger(keep)
    pool = engine.sync_engine.pool
    event.listen(pool, "checkout", taken)
    event.listen(pool, "checkin", returned)
    # What is prepared for SQLAlchemy goes past the driver's log.
    event.listen(engine.sync_engine, "before_cursor_execute", compiled)
    yield said
    event.remove(engine.sync_engine, "before_cursor_execute", compiled)
    event.remove(pool, "checkout", taken)
    event.remove(pool, "checkin", returned)
    for driver in out:
        driver.remove_query_logger(keep)
