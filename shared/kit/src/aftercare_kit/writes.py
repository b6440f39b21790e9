"""Gathers a transaction's writes and sends them as one statement.

A round trip costs more than a row. PostgreSQL runs the parts of one `with` statement in one
snapshot, each exactly once, and checks foreign keys when all are done, so parents, children and
the events that tell of them go together. Rows travel as JSON: the statement's text then depends on
the tables and columns alone, however many rows there are, and is prepared once.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.driver import fetch_one
from aftercare_kit.errors import VersionConflict
from aftercare_kit.numbers import Issue, Numbers

AS_TEXT = "as_text"
"""Mark of a bytes column whose values are UTF-8 text and are handed over as such."""

_DIALECT = postgresql.dialect()
quoted = _DIALECT.identifier_preparer.quote


class _Part(NamedTuple):
    """What is done to which columns of which table; `extra` is the conflict clause of an insert."""

    verb: str
    table: sa.Table
    columns: tuple[str, ...]
    extra: str = ""


class Packed(NamedTuple):
    """One statement, ready but for the numbers that were given out before it is sent."""

    text: str
    issued: Sequence[str]
    """The stand-ins of the numbers that it gives out."""
    values: Sequence[Any]
    """The parameters of those."""
    rows: Sequence[str]
    updated: Sequence[tuple[int, int]]
    """Of each update, how many rows there are, and which version the first was loaded with."""


class Writes:
    """The writes of one transaction that have not been sent yet."""

    def __init__(self, connection: AsyncConnection, numbers: Numbers) -> None:
        self._connection = connection
        self._numbers = numbers
        self._parts: dict[_Part, list[Mapping[str, Any]]] = {}

    def insert(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Add a row; rows of one table keep their order."""
        self._take(_Part("insert", table, tuple(row)), row)

    def put(self, table: sa.Table, rows: Sequence[Mapping[str, Any]], keep: Sequence[str]) -> None:
        """Add rows, or overwrite those with their primary keys, except for the columns in `keep`.

        All have the same columns, and no two rows of one flush share a key.
        """
        if rows:
            columns = tuple(rows[0])
            clause = _overwriting(table, columns, tuple(keep))
            self._parts.setdefault(_Part("insert", table, columns, clause), []).extend(rows)

    def add_missing(self, table: sa.Table, row: Mapping[str, Any], unique: Sequence[str]) -> None:
        """Add a row, unless there is one with the same values in the `unique` columns."""
        clause = f" on conflict ({', '.join(quoted(name) for name in unique)}) do nothing"
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

    def pack(self) -> Packed | None:
        """What has been gathered, as one statement to be sent; None where that is nothing."""
        if not self._parts:
            return None
        parts, self._parts = self._parts, {}
        issued = self._numbers.take()
        shape, values = _asked(list(issued.items()))
        updates = [each for part, each in parts.items() if part.verb == "update"]
        return Packed(
            _statement(tuple(parts), shape),
            tuple(issued),
            values,
            [orjson.dumps(each, default=_plain).decode() for each in parts.values()],
            [(len(each), each[0]["__loaded"]) for each in updates],
        )

    async def send(self, packed: Packed | None) -> None:
        """Write what was packed, in one round trip; the numbers issued are known afterwards.

        Raises:
            VersionConflict: a row to be changed is not the one that was loaded.

        """
        if packed is None:
            return
        rows = [self._numbers.in_text(each) for each in packed.rows]
        row = await fetch_one(self._connection, packed.text, *packed.values, *rows)
        for stand_in, number in zip(packed.issued, row, strict=False):
            self._numbers.learn(stand_in, number)
        written = row[len(packed.issued) :]
        for (wanted, loaded), count in zip(packed.updated, written, strict=False):
            if count != wanted:
                raise VersionConflict(expected=loaded, actual=-1)


@lru_cache(maxsize=512)
def _overwriting(table: sa.Table, columns: tuple[str, ...], keep: tuple[str, ...]) -> str:
    keys = [column.name for column in table.primary_key]
    names = [quoted(name) for name in columns if name not in {*keep, *keys}]
    news = ", ".join(f"{name} = excluded.{name}" for name in names)
    return f" on conflict ({', '.join(map(quoted, keys))}) do update set {news}"


def _plain(value: object) -> object:
    """What JSON has no form for, as PostgreSQL reads it."""
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    return str(value)  # Decimal: its digits, not a float


def _asked(issued: Sequence[tuple[str, Issue]]) -> tuple[tuple[int, ...], list[Any]]:
    """Which series each number comes from, and the parameters: series first, then numbers."""
    series = list(dict.fromkeys((issue.form, issue.series) for _, issue in issued))
    shape = tuple(series.index((issue.form, issue.series)) for _, issue in issued)
    values: list[Any] = []
    for at, (form, name) in enumerate(series):
        values += [form, name, shape.count(at)]
    for stand_in, issue in issued:
        values += [issue.digits, stand_in]
    return shape, values


@lru_cache(maxsize=2048)
def _statement(parts: tuple[_Part, ...], numbers: tuple[int, ...]) -> str:
    """The SQL text: first the numbers to give out, then each part with its rows as JSON."""
    several = len(set(numbers))
    first = 3 * several + 1  # the parameters of the first number
    behind = first + 2 * len(numbers)
    bodies = [_series(at) for at in range(several)]
    wanted: list[str] = []
    for at, series in enumerate(numbers):
        left = numbers[at + 1 :].count(series)
        bodies.append(f"n{at} as ({_number(series, left, first + 2 * at)})")
        wanted.append(f"(select printed from n{at})")
    for at, part in enumerate(parts):
        rows = f"${behind + at}::text"
        for number in range(len(numbers)):
            stand_in = f"${first + 2 * number + 1}::text"
            rows = f"replace({rows}, {stand_in}, (select printed from n{number}))"
        bodies.append(f"w{at} as ({_sql(part, f'({rows})::json')})")
        if part.verb == "update":
            wanted.append(f"(select count(*) from w{at})")
    return f"with {', '.join(bodies)} select {', '.join(wanted) or '1'}"


def _series(at: int) -> str:
    """As many running numbers of a series as are wanted: it stays locked from here on."""
    form, series, count = (f"${3 * at + offset}" for offset in (1, 2, 3))
    return (
        f"s{at} as (insert into number_range as r (form, series, last)"
        f" values ({form}::text, {series}::text, {count}::integer)"
        " on conflict (form, series) do update set last = r.last + excluded.last"
        " returning series, last)"
    )


def _number(series: int, left: int, parameter: int) -> str:
    """One number as printed; `left` more of its series come behind it."""
    running = f"(last - {left})::text"
    return (
        f"select series || lpad({running}, greatest(length({running}), ${parameter}::integer), '0')"
        f" as printed from s{series}"
    )


def _sql(part: _Part, rows: str) -> str:
    table = quoted(part.table.name)
    names = [quoted(name) for name in part.columns]
    typed = [f"{quoted(name)} {_type(part.table, name)}" for name in part.columns]
    if part.verb == "insert":
        values = [_value(part.table, name) for name in part.columns]
        return (
            f"insert into {table} ({', '.join(names)}) select {', '.join(values)}"
            f" from json_to_recordset({rows}) as r({', '.join(typed)}){part.extra}"
        )
    if part.verb == "delete":
        same = " and ".join(f"t.{name} = r.{name}" for name in names)
        return (
            f"delete from {table} t"
            f" using json_to_recordset({rows}) as r({', '.join(typed)}) where {same}"
        )
    news = ", ".join(f"{quoted(name)} = {_value(part.table, name)}" for name in part.columns)
    typed += ['"__id" uuid', '"__loaded" integer']
    return (
        f"update {table} t set {news}"
        f" from json_to_recordset({rows}) as r({', '.join(typed)})"
        ' where t.id = r."__id" and t.version = r."__loaded" returning 1'
    )


def _value(table: sa.Table, name: str) -> str:
    """The value from the row; a document that may not be missing can still say null."""
    column = table.columns[name]
    if column.info.get(AS_TEXT):
        return f"convert_to(r.{quoted(name)}, 'UTF8')"
    said_null = isinstance(column.type, postgresql.JSONB) and not column.nullable
    return f"coalesce(r.{quoted(name)}, 'null')" if said_null else f"r.{quoted(name)}"


def _type(table: sa.Table, name: str) -> str:
    column = table.columns[name]
    return "text" if column.info.get(AS_TEXT) else column.type.compile(dialect=_DIALECT)
