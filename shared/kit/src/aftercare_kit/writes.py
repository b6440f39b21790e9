"""Gathers a transaction's writes and sends them as one statement.

A round trip costs more than a row. PostgreSQL runs the parts of one `with` statement in one
snapshot, each exactly once, and checks foreign keys when all are done, so parents, children and
the events that tell of them go together. Rows travel as JSON: the statement's text then depends on
the tables and columns alone, however many rows there are, and is prepared once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.errors import VersionConflict

_DIALECT = postgresql.dialect()
_quote = _DIALECT.identifier_preparer.quote


@dataclass(frozen=True, slots=True)
class _Part:
    """What is done to which columns of which table; `extra` is the conflict clause of an insert."""

    verb: str
    table: sa.Table
    columns: tuple[str, ...]
    extra: str = ""


class Writes:
    """The writes of one transaction that have not been sent yet."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._parts: dict[_Part, list[Mapping[str, Any]]] = {}

    def insert(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Add a row; rows of one table keep their order."""
        self._take(_Part("insert", table, tuple(row)), row)

    def put(self, table: sa.Table, row: Mapping[str, Any], keep: Sequence[str]) -> None:
        """Add a row, or overwrite the one with its primary key, except for the columns in `keep`.

        No two rows of one flush may share a key.
        """
        keys = [_quote(column.name) for column in table.primary_key]
        kept = {*keep, *(column.name for column in table.primary_key)}
        news = ", ".join(f"{_quote(n)} = excluded.{_quote(n)}" for n in row if n not in kept)
        clause = f" on conflict ({', '.join(keys)}) do update set {news}"
        self._take(_Part("insert", table, tuple(row), clause), row)

    def remove(self, table: sa.Table, key: Mapping[str, Any]) -> None:
        """Delete the row with these values; one that is not there is fine."""
        self._take(_Part("delete", table, tuple(key)), key)

    def update(self, table: sa.Table, key: UUID, loaded: int, changed: Mapping[str, Any]) -> None:
        """Change columns of the row `key`, if its version is still the one that was loaded."""
        row = {**changed, "__id": key, "__loaded": loaded}
        self._take(_Part("update", table, tuple(changed)), row)

    def _take(self, part: _Part, row: Mapping[str, Any]) -> None:
        self._parts.setdefault(part, []).append(row)

    async def send(self) -> None:
        """Write everything gathered, in one round trip.

        Raises:
            VersionConflict: a row to be changed is not the one that was loaded.

        """
        if not self._parts:
            return
        parts, self._parts = self._parts, {}
        rows = tuple(orjson.dumps(each, default=_plain).decode() for each in parts.values())
        result = await self._connection.exec_driver_sql(_statement(tuple(parts)), rows)
        updates = [(part, each) for part, each in parts.items() if part.verb == "update"]
        for (_, wanted), written in zip(updates, result.one(), strict=False):
            if written != len(wanted):
                raise VersionConflict(expected=wanted[0]["__loaded"], actual=-1)


def _plain(value: object) -> object:
    """What JSON has no form for, as PostgreSQL reads it."""
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    return str(value)  # Decimal: its digits, not a float


@lru_cache(maxsize=2048)
def _statement(parts: tuple[_Part, ...]) -> str:
    """The SQL text for these parts; parameter n is the JSON array of part n's rows."""
    bodies = [f"w{number} as ({_sql(part, number)})" for number, part in enumerate(parts, 1)]
    counts = [
        f"(select count(*) from w{number})"
        for number, part in enumerate(parts, 1)
        if part.verb == "update"
    ]
    return f"with {', '.join(bodies)} select {', '.join(counts) or '1'}"


def _sql(part: _Part, number: int) -> str:
    table = _quote(part.table.name)
    names = [_quote(name) for name in part.columns]
    typed = [f"{_quote(name)} {_type(part.table, name)}" for name in part.columns]
    if part.verb == "insert":
        values = [_value(part.table, name) for name in part.columns]
        return (
            f"insert into {table} ({', '.join(names)}) select {', '.join(values)}"
            f" from json_to_recordset(${number}::json) as r({', '.join(typed)}){part.extra}"
        )
    if part.verb == "delete":
        same = " and ".join(f"t.{name} = r.{name}" for name in names)
        return (
            f"delete from {table} t"
            f" using json_to_recordset(${number}::json) as r({', '.join(typed)}) where {same}"
        )
    news = ", ".join(f"{_quote(name)} = {_value(part.table, name)}" for name in part.columns)
    typed += ['"__id" uuid', '"__loaded" integer']
    return (
        f"update {table} t set {news}"
        f" from json_to_recordset(${number}::json) as r({', '.join(typed)})"
        ' where t.id = r."__id" and t.version = r."__loaded" returning 1'
    )


def _value(table: sa.Table, name: str) -> str:
    """The value from the row; a document that may not be missing can still say null."""
    column = table.columns[name]
    said_null = isinstance(column.type, postgresql.JSONB) and not column.nullable
    return f"coalesce(r.{_quote(name)}, 'null')" if said_null else f"r.{_quote(name)}"


def _type(table: sa.Table, name: str) -> str:
    return table.columns[name].type.compile(dialect=_DIALECT)
