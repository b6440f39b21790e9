"""The raw side's database: intake's own tables, with the same customer in them."""

import asyncio
import os
import sys
from collections.abc import Mapping
from typing import Any

import asyncpg
import orjson

from aftercare_launcher.probes import http_ok
from aftercare_launcher.processes.program import Program
from tests.bench import database
from tests.bench.load.job import ROOT
from tests.bench.suite import Suite

DATABASE = "raw"
_KEPT = """
select array_agg(attname::text order by attnum) from pg_attribute
where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attgenerated = ''
"""
WRITTEN = """
select column_name from information_schema.columns
where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'
"""
_WRITTEN = ("request", "event", "timer", "audit", "idempotency")
_NEWEST = "select * from {} where {} order by ctid desc limit 1"
_OURS = {"event": "type like '%registered.v1'", "timer": "kind = 'request.form_due'"}
MASTER_DATA = ("service_centre", "customer", "site", "asset")


def make(suite: Suite) -> None:
    """Have the database, migrated, with the master data that intake holds now."""
    database.make(suite, DATABASE, "intake")
    asyncio.run(_copy(suite))


async def _copy(suite: Suite) -> None:
    source = await asyncpg.connect(suite.postgres("intake"))
    target = await asyncpg.connect(suite.postgres(DATABASE))
    for table in MASTER_DATA:
        # Generated columns are made again by the copy's own table.
        kept = await source.fetchval(_KEPT, table)
        rows = await source.fetch(f"select {', '.join(kept)} from {table}")
        await target.copy_records_to_table(
            table, records=[tuple(row) for row in rows], columns=kept
        )
    await source.close()
    await target.close()


def must_be_alike(suite: Suite) -> None:
    """Compare the newest registration of both sides, column by column.

    Raises:
        RuntimeError: one side fills a column that the other leaves empty.

    """
    asyncio.run(_compare(suite))


async def _compare(suite: Suite) -> None:
    sides = [await asyncpg.connect(suite.postgres(name)) for name in ("intake", DATABASE)]
    for table in _WRITTEN:
        asked = _NEWEST.format(table, _OURS.get(table, "true"))
        ours, raw = [_filled(await side.fetchrow(asked)) for side in sides]
        if ours != raw:
            message = f"{table}: only one side fills {ours ^ raw}"
            raise RuntimeError(message)
    for side in sides:
        await side.close()


def _filled(row: Mapping[str, Any]) -> set[str]:
    """Its columns that hold something, and the fields of its document."""
    data = orjson.loads(row["data"]) if "data" in dict(row) else {}
    return {name for name, value in row.items() if value is not None} | set(data)


def service(suite: Suite) -> Program:
    """The raw service, as the administrator: no row security stands in its way."""
    return Program(
        name="raw",
        argv=(sys.executable, "-m", "tests.bench.raw"),
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT),
            "RAW_DATABASE_URL": suite.postgres(DATABASE),
            "RAW_PORT": str(suite.raw_port),
        },
        ready=lambda: http_ok(suite.raw_port, "/readyz"),
    )
