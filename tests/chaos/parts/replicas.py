"""Relay replicas as processes, and who of them leads."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from aftercare_kit.testing import poll_until
from tests.chaos.parts.books import Books

ROOT = Path(__file__).parents[3]

_LEADER = sa.text(
    "select application_name from pg_locks join pg_stat_activity using (pid) where granted"
    " and locktype = 'advisory' and application_name like 'replica %'"
    " and database = (select oid from pg_database where datname = current_database())"
)


@dataclass
class Replicas:
    """Some relays of one log, of which at most one leads; each is named by its process id."""

    books: Books
    output: Path

    async def leader(self, but: int = 0) -> int:
        """Who leads, once it is somebody else than `but`."""

        async def found() -> Any:
            async with self.books.log.reading() as connection:
                names = (await connection.execute(_LEADER)).scalars().all()
            return next((pid for name in names if (pid := int(name.split()[1])) != but), None)

        return await poll_until(found, seconds=60, what="another leader")

    async def freeze(self, replica: int, *, holding_a_batch: bool) -> None:
        """Stop a replica, anywhere or with a batch in its hands; return when it stands."""
        os.kill(replica, signal.SIGUSR1 if holding_a_batch else signal.SIGSTOP)

        async def stands() -> bool:
            return _state(replica) == "T"

        await poll_until(stands, seconds=20, what="a frozen replica")

    def refused(self) -> int:
        """How many batches the stream has refused because it ends elsewhere."""
        return self.output.read_text(encoding="utf-8").count("WrongLastSequence")


@asynccontextmanager
async def replicas(
    books: Books, output: Path, count: int = 3, **told: object
) -> AsyncGenerator[Replicas]:
    """So many replicas run for as long as the block lasts; one that is killed is replaced."""
    orders = json.dumps({"count": count, "place": asdict(books.place), **told})
    command = (sys.executable, "-u", "-m", "tests.chaos.parts.replica", orders)
    with output.open("ab") as out:
        parent = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield Replicas(books, output)
    finally:
        os.killpg(parent.pid, signal.SIGKILL)
        await parent.wait()


def _state(pid: int) -> str:
    """What the kernel says a process does: R, S, T for stopped, and so on."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return stat.rpartition(")")[2].split()[0]
