"""Tables filled for a test, out of the rows that its story has left in them.

The copies differ from the rows of the story in keys, times and whatever lists are narrowed by, so
that a list narrowed to a row of the story has to find a few among thousands.
"""

from collections.abc import Mapping

import asyncpg

COPIES = 4_000
_COLUMNS = """
select a.attname as name, format_type(a.atttypid, null) as kind, exists (
    select from pg_index i
    where i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey)
) as once
from pg_attribute a
where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
    and a.attidentity = '' and a.attgenerated = '' and a.attname <> 'horizon'
"""


async def fill(admin_url: str, tables: Mapping[str, Mapping[str, str]]) -> None:
    """Copy the first row of each table some thousand times.

    Args:
        admin_url: a fresh database, as the administrator.
        tables: by name, what its copies have instead of the row's values, in SQL; `n` is the
            number of a copy, `t` the row.

    Raises:
        LookupError: the story has left nothing in one of the tables.

    """
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute("set session_replication_role = replica")
        for table, own in tables.items():
            columns = await connection.fetch(_COLUMNS, table)
            names = ", ".join(column["name"] for column in columns)
            values = ", ".join(own.get(column["name"]) or _value(*column) for column in columns)
            told = await connection.execute(
                f"insert into {table} ({names}) select {values}"  # noqa: S608 - names of ours
                f" from (select * from {table} limit 1) t, generate_series(1, {COPIES}) n"
            )
            if told.endswith(" 0"):
                raise LookupError(table)
        await connection.execute("analyze")
    finally:
        await connection.close()


def _value(name: str, kind: str, once: bool) -> str:
    match kind:
        case "uuid":
            copy = f"(lpad(to_hex(n), 8, '0') || substr(t.{name}::text, 9))::uuid"
            return f"case when t.{name} is not null then {copy} end"
        case "timestamp with time zone":
            return f"t.{name} - make_interval(mins => n)"
        case "text" if once and name != "region":
            return f"t.{name} || '-' || n"
        case "integer" if once:
            return f"t.{name} + n"
        case _:
            return f"t.{name}"
