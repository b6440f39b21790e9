"""Fills tables with copies of one real row each, made inside PostgreSQL.

A copy differs where rows must: keys begin with its number, printed numbers and codes end with it,
and the moments that lists are ordered by lie that many seconds earlier. Keys made alike in every
service, so that the copies of one case belong together there as the originals do.
"""

from uuid import UUID

import asyncpg

VARIED = frozenset({"id", "request_id", "work_order_id", "event_id", "aggregate_id"})
NUMBERED = frozenset({"number", "code", "serial"})
EARLIER = frozenset(
    {"reported_at", "opened_at", "due_at", "changed_at", "sent_at", "occurred_at", "recorded_at"}
)
MASTER = frozenset({"customer", "site", "asset", "engineer"})
_COLUMNS = """
select column_name, data_type from information_schema.columns
where table_schema = 'public' and table_name = $1
    and is_identity = 'NO' and is_generated = 'NEVER' and column_name <> 'horizon'
order by ordinal_position
"""


async def multiply(
    connection: asyncpg.Connection, table: str, case: UUID, numbers: range, each: int = 1
) -> int:
    """Copy the case's first row in a table, or the oldest of master data, under these numbers.

    Args:
        connection: the administrator's.
        table: holds a row of the case, written by the suite itself.
        case: the request whose rows are copied.
        numbers: a copy for each.
        each: copies for each number, for the events of a case.

    Returns:
        How many rows were written.

    """
    columns = await columns_of(connection, table)
    names = ", ".join(name for name, _ in columns)
    values = ", ".join(_value(table, name, kind) for name, kind in columns)
    key = "id" if table == "request" else "request_id"
    which = "true" if table in MASTER else f"{key} = '{case}'"
    await connection.execute("set synchronous_commit = off")
    told = await connection.execute(
        f"with t as materialized (select * from {table} where {which} order by 1 limit 1)"
        f" insert into {table} ({names}) select {values}"
        f" from generate_series({numbers[0]}, {numbers[-1]}) as n,"
        f" generate_series(1, {each}) as k, t",
        timeout=1800,
    )
    return int(told.split()[-1])


async def columns_of(connection: asyncpg.Connection, table: str) -> list[tuple[str, str]]:
    """The columns that an insert gives, with their types."""
    return [(row[0], row[1]) for row in await connection.fetch(_COLUMNS, table)]


def _value(table: str, name: str, kind: str) -> str:
    if kind == "uuid" and name == "event_id":
        key = "lpad(to_hex(n), 8, '0') || '-' || lpad(to_hex(k), 4, '0')"
        return f"({key} || substr(t.{name}::text, 14))::uuid"
    if kind == "uuid" and name in VARIED and (name == "id" or table not in MASTER):
        return f"(lpad(to_hex(n), 8, '0') || substr(t.{name}::text, 9))::uuid"
    if kind == "text" and name in NUMBERED:
        return f"t.{name} || '-copy-' || n"
    if kind.startswith("timestamp") and name in EARLIER:
        return f"t.{name} - make_interval(secs => n)"
    return f"t.{name}"
