"""No acknowledged command is lost, and none counts twice, whichever process is killed and when."""

import asyncio
import os
import sys
from collections import Counter
from datetime import date

import pytest

from aftercare_launcher.demo.month.generate import month
from aftercare_launcher.demo.place import Place
from aftercare_launcher.demo.progress import Shown
from aftercare_launcher.demo.run import Outcome, run
from tests.chaos.books import Books, expected
from tests.chaos.killer import Killer

KILLS = int(os.environ.get("AFTERCARE_CHAOS_KILLS", "20"))
CASES = int(os.environ.get("AFTERCARE_CHAOS_CASES", "150"))
SEED = int(os.environ.get("AFTERCARE_CHAOS_SEED", "1"))
ENOUGH_COMMANDS = 300
AT_ONCE = 24


async def storm(place: Place) -> tuple[Outcome, list[str]]:
    """Play a month while parts of the suite die."""
    killer = Killer(place.folder, KILLS, SEED)
    work = month(date(2026, 6, 1), requests=CASES, on_site=CASES // 6, seed=SEED)
    with Shown(len(work.cases), quiet=False) as shown:
        killing = asyncio.create_task(killer.work())
        try:
            outcome = await run(work, place, AT_ONCE, shown)
            if killing.done():
                await killing  # Its failure would be no storm.
        finally:
            killing.cancel()
    return outcome, killer.killed


@pytest.mark.slow
def test_twenty_kills_lose_nothing_and_double_nothing(place: Place) -> None:
    """Services, NATS, PostgreSQL and the edge, killed with -9 under load, one a second or two."""
    outcome, killed = asyncio.run(storm(place))
    commands = outcome.ledger.commands
    sys.stderr.write(
        f"seed {SEED}: {len(commands)} commands acknowledged, {len(killed)} kills "
        f"{dict(Counter(killed))}, said again {dict(outcome.ledger.repeated)}\n"
    )
    assert len(killed) == KILLS, "vacuous: the work was over before the storm was"
    assert len(commands) >= ENOUGH_COMMANDS, "vacuous: too little was said"
    assert not outcome.failures
    assert not outcome.astray
    asyncio.run(audit(place, outcome))


async def audit(place: Place, outcome: Outcome) -> None:
    """Hold the suite to everything that it acknowledged."""
    proof = outcome.proof
    assert proof is not None
    assert proof.reconciled, proof
    assert (proof.lost, proof.parked) == (0, 0), proof
    books = Books(place)
    commands = outcome.ledger.commands
    told = {(each.subject, each.key): (each.status, each.body) for each in commands}
    assert len(told) == len(commands)
    assert await books.answers() == told, "each key has one effect, and its answer stands"
    said = await books.said()
    for facts, times in expected(commands).items():
        assert sum(said[fact] for fact in facts.split("|")) == times, facts
    assert not await books.gaps()
    assert not await books.wrong_levels()
    assert not await books.claims_of_the_dead()
    assert not await books.untraced_charges()
