"""What a database fault means: try again, wait, or a rule that a constraint guards."""

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_RETRYABLE = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, lock not available."""

_AWAY = frozenset({"57P01", "57P02", "57P03", "53100", "53200", "53300", "08003", "08006", "25006"})
"""Server shutting down or starting, disk full, out of memory or connections, read-only."""

_UNIQUE = "23505"


def _original(fault: BaseException) -> BaseException | None:
    original = getattr(fault, "orig", None)
    return getattr(original, "__cause__", None) or original


def sqlstate_of(fault: BaseException) -> str | None:
    """PostgreSQL's error code of a fault, if the server named one."""
    return getattr(_original(fault), "sqlstate", None)


def constraint_of(fault: BaseException) -> str | None:
    """The name of the constraint that was violated, if one was."""
    return getattr(_original(fault), "constraint_name", None)


def is_retryable(fault: BaseException) -> bool:
    """Whether the same transaction may succeed when it is tried again at once."""
    return sqlstate_of(fault) in _RETRYABLE


def is_race(fault: BaseException) -> bool:
    """Whether another transaction was in the way, whose traces are there when it is tried again.

    So is a row that was not there when it was looked for, and is there when it is written.
    """
    return is_retryable(fault) or sqlstate_of(fault) == _UNIQUE


def is_connection_fault(fault: BaseException) -> bool:
    """Whether the database is away or cannot serve just now; its state is as it was."""
    if isinstance(fault, DBAPIError):
        return (
            fault.connection_invalidated
            or isinstance(fault, InterfaceError)
            or sqlstate_of(fault) in _AWAY
            or isinstance(_original(fault), OSError)
        )
    return isinstance(fault, (OSError, TimeoutError, PoolTimeout))
