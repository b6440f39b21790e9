"""Lists and the case view on full tables, against tables that hold a page and a little more.

`BENCH_ROWS` says how many requests stand in the tables, with ten events each in the gateway's
timeline; the table names the size it was measured with.
"""

import os
import re
from collections.abc import Sequence
from uuid import UUID

import asyncpg
import uvloop

from aftercare_launcher import sql
from tests.bench import crowd
from tests.bench.drain import drained
from tests.bench.figures import percentile, short, show, tell
from tests.bench.multiply import multiply
from tests.bench.pages import Reader
from tests.bench.remote_case import cases
from tests.bench.suite import Suite

ROWS = int(os.environ.get("BENCH_ROWS") or 50_000)
FEW = 60
EVENTS = 10
HUNDREDTH = 100
TABLES = {
    "intake": ("customer", "site", "asset", "request"),
    "dispatch": ("work_order",),
    "feedback": ("case_promise", "verification", "survey"),
    "gateway": ("case_view", "timeline"),
}
LISTS = {
    "/api/intake/customers": "service_agent",
    "/api/intake/sites": "service_agent",
    "/api/intake/assets": "service_agent",
    "/api/intake/requests": "service_agent",
    "/api/dispatch/work-orders": "service_center_dispatcher",
    "/api/feedback/verifications": "service_agent",
    "/api/feedback/surveys": "service_agent",
    "/api/cases": "service_agent",
}
CASE = "/api/cases/{}"


def measure(suite: Suite) -> dict[str, float]:
    """Fill a little, read, fill up, read again."""
    case = uvloop.run(_one_case(suite, crowd.bodies(suite, 1)))
    readers = {
        role: Reader(suite.edge_port, suite.tokens(role, 1)[0]) for role in set(LISTS.values())
    }
    uvloop.run(_fill(suite, case, 1, FEW))
    views = [CASE.format(case), CASE.format(case) + "/timeline"]
    small = _requests(suite)
    few = _read(readers, [*LISTS, *views])
    uvloop.run(_fill(suite, case, FEW + 1, ROWS))
    drained(suite)
    many = _read(readers, [*LISTS, *views])
    far = {
        path: readers[role].timed(readers[role].page(path, HUNDREDTH))
        for path, role in LISTS.items()
    }
    return _told((small, _requests(suite)), few, many, far)


async def _one_case(suite: Suite, bodies: list[str]) -> UUID:
    """A real case through all services; its rows are what is copied."""
    async with cases(suite, bodies) as played:
        case = await played.play()
    drained(suite)
    return case


async def _fill(suite: Suite, case: UUID, first: int, last: int) -> None:
    for service, tables in TABLES.items():
        connection = await asyncpg.connect(suite.postgres(service))
        for table in tables:
            each = EVENTS if table == "timeline" else 1
            written = await multiply(connection, table, case, range(first, last + 1), each)
            await connection.execute(f"vacuum (analyze) {table}", timeout=600)
            if last > FEW:
                tell(f"lists: {written:,} rows of {service}.{table}")
        await connection.close()


def _read(readers: dict[str, Reader], paths: Sequence[str]) -> dict[str, Sequence[float]]:
    return {path: readers[LISTS.get(path, "service_agent")].timed(path) for path in paths}


def _requests(suite: Suite) -> int:
    return sql.values(suite.postgres("intake"), "select count(*) from request")[0]


def _told(sizes: tuple[int, int], *read: dict[str, Sequence[float]]) -> dict[str, float]:
    few, many, far = read
    small, large = sizes
    rows, growth = list[list[str]](), list[float]()
    for path, taken in few.items():
        p95 = [percentile(one[path], 0.95) for one in (few, many, far) if path in one]
        growth += [later / p95[0] for later in p95[1:]]
        named = path if path in LISTS else re.sub(r"/[0-9a-f-]{36}", "/{id}", path)
        rows.append([
            named,
            *(short(value) for value in p95),
            *([""] if path not in far else []),
            short(percentile(taken, 0.5)),
            short(percentile(many[path], 0.5)),
            short(max(p95[1:]) / p95[0]),
        ])  # fmt: skip
    heads = ["route", f"p95 ms at {small:,}", "p95 full", "p95 full, page 100",
             f"p50 at {small:,}", "p50 full", "growth of p95"]  # fmt: skip
    show(f"lists, {large:,} requests, {ROWS * EVENTS:,} events in the timeline", heads, rows)
    return {"list_growth": max(growth)}
