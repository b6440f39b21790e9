"""Tables without indexes and constraints while they are filled, with all of them afterwards.

An index that is built at once is sorted at once; one that is kept up with every row is not. The
constraints are checked when they are put back, so what was filled is as sound as what was there.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import asyncpg

_FOREIGN = """
select conrelid::regclass::text as on_table, quote_ident(conname) as name,
    pg_get_constraintdef(oid) as definition
from pg_constraint
where contype = 'f' and (conrelid = any($1::regclass[]) or confrelid = any($1::regclass[]))
"""
_UNIQUE = """
select conrelid::regclass::text as on_table, quote_ident(conname) as name,
    pg_get_constraintdef(oid) as definition
from pg_constraint where contype in ('p', 'u', 'x') and conrelid = any($1::regclass[])
order by contype
"""
_INDEXES = """
select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
from pg_index
where indrelid = any($1::regclass[])
    and not exists (select from pg_constraint where conindid = indexrelid)
"""
_ONE_SORT = "256MB"


@asynccontextmanager
async def bare(connection: asyncpg.Connection, tables: Sequence[str]) -> AsyncGenerator[None]:
    """Take indexes and constraints away, and put them back at the end."""
    foreign, unique, indexes = [
        await connection.fetch(query, tables) for query in (_FOREIGN, _UNIQUE, _INDEXES)
    ]
    for one in (*foreign, *unique):
        await connection.execute(f"alter table {one['on_table']} drop constraint {one['name']}")
    for one in indexes:
        await connection.execute(f"drop index {one['name']}")
    yield
    await connection.execute(f"set maintenance_work_mem = '{_ONE_SORT}'")
    for one in indexes:
        await connection.execute(one["definition"], timeout=600)
    for one in (*unique, *foreign):
        added = f"alter table {one['on_table']} add constraint {one['name']} {one['definition']}"
        await connection.execute(added, timeout=600)
