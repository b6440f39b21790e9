"""The log's commit order must not make the last event of a quiet hour wait for the next write."""

import sqlalchemy as sa
from shared.kit.tests.messaging.things import Thing, resumed

from aftercare_kit.actors import Actor
from aftercare_kit.database import Database
from aftercare_kit.testing import poll_until
from aftercare_kit.unit_of_work import UnitOfWork

RELAYED = sa.text(
    "select count(*) from event where horizon < pg_snapshot_xmin(pg_current_snapshot())"
)


async def test_an_event_can_be_relayed_as_soon_as_nobody_writes(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """Its writer began first, others ended in between, and then nothing happens any more."""
    async with log.begin(actor) as work:
        await work.numbers.next("test", "takes a transaction id before the others")
        for other in range(3):
            async with log.begin(actor) as between:
                await between.numbers.next("test", f"{other}")
        work.announce(Thing(), resumed(Thing()))

    async def relayable() -> bool:
        async with log.reading() as connection:
            return bool((await connection.execute(RELAYED)).scalar_one())

    # Nobody writes here any more; other tests do, on the same server, each for a moment.
    await poll_until(relayable, seconds=20, what="the event below the oldest transaction")
