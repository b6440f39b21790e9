"""G34: the wall clock jumps by an hour, and over the changes of summer time, while timers wait."""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from shared.kit.tests.messaging.things import Thing, resumed

from aftercare_kit.actors import Actor
from aftercare_kit.testing import AUDIENCE, ISSUER, Issuer
from aftercare_kit.timers import TimerLoop
from aftercare_kit.tokens import LEEWAY_SECONDS, TokenExpired, TokenInvalid, TokenVerifier
from aftercare_kit.unit_of_work import UnitOfWork
from tests.chaos.parts.books import Books, inversions
from tests.chaos.telling import SEED, SOAK, Tell

pytestmark = pytest.mark.slow

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ZONE = "Europe/Berlin"
CHANGES = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
TIMERS = 2_000 if SOAK else 200


@pytest.fixture(autouse=True)
def summer_time() -> Iterator[None]:
    """The machine stands in a zone that changes its time."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = ZONE
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


class Wall:
    """A clock on the wall that somebody moves; it tells what the machine's zone says."""

    def __init__(self, start: datetime) -> None:
        self.true = start
        self.wrong = timedelta()

    def now(self) -> datetime:
        return datetime.fromtimestamp((self.true + self.wrong).timestamp()).astimezone(UTC)


@pytest.mark.parametrize("change", CHANGES, ids=["spring", "autumn"])
async def test_each_timer_fires_once(
    books: Books, actor: Actor, tell: Tell, change: datetime
) -> None:
    """Two processes fire them; a tenth fails at first and is postponed by a clock that is wrong."""
    dice = random.Random(SEED)
    wall = Wall(change - 3 * HOUR)
    books.log.now = wall.now
    things = {thing.id: thing for thing in (Thing() for _ in range(TIMERS))}
    due = {key: wall.true + dice.random() * 6 * HOUR for key in things}
    failing = set(dice.sample(sorted(things), TIMERS // 10))
    fired: Counter[UUID] = Counter()
    early: list[UUID] = []

    async def fire(work: UnitOfWork, key: UUID) -> None:
        if key in failing:
            failing.discard(key)
            raise ZeroDivisionError
        if work.now < due[key]:
            early.append(key)
        work.announce(things[key], resumed(things[key]))
        work.after_commit.append(lambda: fired.update([key]))

    async with books.log.begin(actor) as work:
        for key, at in due.items():
            await work.timers.set("ring", key, at)
    loops = [TimerLoop(books.log, actor, {"ring": fire}) for _ in range(2)]
    jumps = 0
    while wall.true < change + 6 * HOUR:
        wall.true += 20 * MINUTE
        wall.wrong = dice.choice((timedelta(), HOUR, -HOUR))
        jumps += 1
        while sum(await asyncio.gather(*(loop.fire_due() for loop in loops))):
            pass
    async with books.log.reading() as connection:
        left = (await connection.execute(sa.text("select count(*) from timer"))).scalar_one()
    said = await books.logged()
    figures = {
        "lost": TIMERS - len(fired) + left,
        "doubled": fired.total() - len(fired) + len(said) - len({thing for _, thing, _ in said}),
        "early": len(early),
        "inverted": inversions(said),
    }
    tell("G34", f"clock jumps, {change:%B}", timers=TIMERS, jumps=jumps, **figures)
    assert len(set(due) - failing) == TIMERS, "vacuous: a fault never came"
    assert set(figures.values()) == {0}


def test_tokens_have_a_minute_of_leeway(tmp_path: Path, tell: Tell) -> None:
    """Within it a wrong clock does no harm; beyond it a token is over, or not yet in force."""
    issuer = Issuer(tmp_path)
    began = int(time.time())
    token = issuer.token("service_agent", iat=began, nbf=began, exp=began + 3600)
    off = [0.0]
    verifier = TokenVerifier(
        issuer.jwks_file, ISSUER, AUDIENCE, now=lambda: began + off[0], monotonic=lambda: off[0]
    )

    def verdict(seconds: float) -> str:
        off[0] = seconds
        try:
            return str(verifier.verify(token)["sub"])
        except (TokenExpired, TokenInvalid) as refused:
            return refused.code

    near = LEEWAY_SECONDS - 2
    found = [verdict(s) for s in (-near, 0, 3600, 3600 + near)]
    beyond = [verdict(s) for s in (-3600, -LEEWAY_SECONDS - 2, 3600 + LEEWAY_SECONDS + 2, 7200)]
    tell("G34", "tokens and a wrong clock", within_leeway=set(found), beyond=beyond)
    assert set(found) == {"somebody"}
    assert beyond == ["token-invalid", "token-invalid", "token-expired", "token-expired"]
