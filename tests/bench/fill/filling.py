"""Fills the services' tables, two services at a time, for a suite that runs."""

import asyncio
import time
from collections.abc import Mapping

import asyncpg

from aftercare_launcher import sql
from tests.bench.figures import tell
from tests.bench.fill.bare import bare
from tests.bench.fill.cases import Originals, play
from tests.bench.fill.tables import SERVICES, TABLES
from tests.bench.suite import Suite

_OF_OURS = ("synchronous_commit", "wal_compression")
"""What our own sessions do without."""

_QUIET = "autovacuum_enabled = off, toast.autovacuum_enabled = off"
"""Nobody tidies these tables up while they are measured: every page would be written once more."""

_ALL = 2**31


class Filled:
    """How far a suite's tables are filled."""

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._up_to = -1
        self.originals: Originals = play(suite)

    def up_to(self, number: int | None = None) -> None:
        """Fill with the copies up to a number of request, or with all; what is there stays."""
        last = number or _ALL
        if last <= self._up_to:
            return
        began = time.monotonic()
        written = asyncio.run(
            _fill(self._suite, self.originals.known, self._up_to + 1, last, number is None)
        )
        sql.run(self._suite.postgres(), "checkpoint")
        self._up_to = last
        tell(f"filled: {written:,} rows in {time.monotonic() - began:.0f} s")


async def _fill(
    suite: Suite, known: Mapping[str, str], first: int, last: int, at_once: bool
) -> int:
    """Fill two services at a time, the largest first."""
    waiting, written = list(reversed(SERVICES)), 0

    async def one_after_the_other() -> None:
        nonlocal written
        while waiting:
            service = waiting.pop()
            rows = await _service(suite, service, known, first, last, at_once)
            written += rows

    await asyncio.gather(one_after_the_other(), one_after_the_other())
    return written


async def _service(
    suite: Suite, service: str, known: Mapping[str, str], first: int, last: int, at_once: bool
) -> int:
    """Fill a service's tables; the rows written."""
    began, written = time.monotonic(), 0
    tables = [table for table in TABLES if table.service == service]
    connection = await asyncpg.connect(suite.postgres(service))
    for setting in _OF_OURS:
        await connection.execute(f"set {setting} = off")
    try:
        for table in tables:
            await connection.execute(f"alter table {table.name} set ({_QUIET})")
        async with bare(connection, [table.name for table in tables] if at_once else []):
            for table in tables:
                written += await table.write(connection, known, first, last)
        for table in tables:
            await connection.execute(f"analyze {table.name}", timeout=600)
    finally:
        await connection.close()
    if at_once:
        tell(f"filled {service}: {written:,} rows in {time.monotonic() - began:.0f} s")
    return written


_FILLED: dict[int, Filled] = {}


def filled(suite: Suite) -> Filled:
    """The filling of this suite, the same for every benchmark that needs one."""
    if suite.base not in _FILLED:
        _FILLED[suite.base] = Filled(suite)
    return _FILLED[suite.base]
