"""The text of the one statement that writes a transaction's rows.

PostgreSQL runs the parts of one `with` statement in one snapshot, each exactly once, and checks
foreign keys when all are done, so parents, children and the events that tell of them go together.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

AS_TEXT = "as_text"
"""Mark of a bytes column whose values are UTF-8 text and are handed over as such."""

_DIALECT = postgresql.dialect()
quoted = _DIALECT.identifier_preparer.quote


class Part(NamedTuple):
    """What is done to which columns of which table; `extra` is the conflict clause of an insert."""

    verb: str
    table: sa.Table
    columns: tuple[str, ...]
    extra: str = ""


@lru_cache(maxsize=512)
def overwriting(table: sa.Table, columns: tuple[str, ...], keep: tuple[str, ...]) -> str:
    """What an insert does about a row with its primary key: all but the columns in `keep`."""
    keys = [column.name for column in table.primary_key]
    names = [quoted(name) for name in columns if name not in {*keep, *keys}]
    news = ", ".join(f"{name} = excluded.{name}" for name in names)
    return f" on conflict ({', '.join(map(quoted, keys))}) do update set {news}"


def unless_there(unique: Sequence[str]) -> str:
    """What an insert does about a row with the same values in these columns: nothing."""
    return f" on conflict ({', '.join(map(quoted, unique))}) do nothing"


@lru_cache(maxsize=2048)
def statement(parts: tuple[Part, ...], numbers: tuple[int, ...]) -> str:
    """First the numbers to give out, by their series, then each part with its rows as JSON.

    Its parameters: form, series and how many for each series; digits and stand-in for each number;
    the rows of each part. It gives the numbers, then how many rows each update has found.
    """
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


def _sql(part: Part, rows: str) -> str:
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
