"""Guards switched off, so that the checks are seen to go red: a check that cannot fail proves none.

They spoil the suite that they are done to, and so come last.
"""

import asyncio

from aftercare_kit.admin.redeliver import redeliver
from aftercare_launcher.demo.proof import suite_of
from tests.chaos.audit import projections
from tests.chaos.audit.books import Books
from tests.chaos.faults.processes import end_at_once
from tests.chaos.rig.storm import Scene

CONSUMER, SOURCE = "gateway", "feedback"
CALLS_PER_SECOND = 20.0
SECONDS = 2.0
TRIES = 5
_FORGETFUL = (
    "alter system set synchronous_commit = off",
    "alter system set wal_writer_delay = '10s'",
    "select pg_reload_conf()",
)


async def delivered_twice(scene: Scene, *, inbox: bool) -> int:
    """Have a whole stream delivered again, with the inbox's memory or without it.

    Returns:
        How many case views are wrong then.

    """
    books = Books(scene.stack.place)
    if not inbox:
        await books.rows(CONSUMER, "delete from inbox")
    caught_up = await redeliver(suite_of(scene.stack.place), CONSUMER, SOURCE)
    scene.must(caught_up, f"{CONSUMER} did not hear {SOURCE} again")
    return len(await projections.astray(books))


async def without_synchronous_commit(scene: Scene) -> int:
    """Have PostgreSQL acknowledge what it has not written, and kill it.

    What was not written is a matter of luck: a checkpoint, or a page that had to make room, takes
    the log to the disk with it. So it is tried a few times.

    Returns:
        How many acknowledged commands are lost then.

    """
    books = Books(scene.stack.place)
    for statement in _FORGETFUL:
        await books.rows("postgres", statement)
    for _ in range(TRIES):
        if lost := await _killed_while_forgetful(scene, books):
            return lost
    return 0


async def _killed_while_forgetful(scene: Scene, books: Books) -> int:
    async with scene.load.calling(CALLS_PER_SECOND):
        await asyncio.sleep(SECONDS)
        # Said again, a lost command would be done again: what is kept is read before anybody can.
        end_at_once(await scene.stack.process("postgres"))
        told = list(scene.history.acknowledged)
        scene.stack.links["edge"].cut()
        await scene.watch.postgres_back()
        kept = await books.answers()
        scene.stack.heal()
    return sum((c.subject, c.key) not in kept for c in told)
