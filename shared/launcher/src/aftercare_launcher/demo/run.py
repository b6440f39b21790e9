"""The demo from its first customer to its summary, against a suite that runs."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aftercare_kit.admin.reconcile import Reconciliation
from aftercare_kit.endings import end
from aftercare_launcher.demo.api import Api, Json
from aftercare_launcher.demo.ledger import Ledger
from aftercare_launcher.demo.live import Live
from aftercare_launcher.demo.maker.found import Founder
from aftercare_launcher.demo.people import People
from aftercare_launcher.demo.place import Place
from aftercare_launcher.demo.play.case import AWAITED, Case, Stage
from aftercare_launcher.demo.play.script import play
from aftercare_launcher.demo.progress import Shown
from aftercare_launcher.demo.proof import prove
from aftercare_launcher.demo.summary.collect import Cases
from aftercare_launcher.demo.work import Work

OVER_CASES: Final = 4
"""Connections beyond one a case: the listener, and those who read."""


@dataclass(frozen=True)
class Outcome:
    """What a run left behind, as the services tell it."""

    cases: Sequence[Json]
    astray: dict[str, str]
    failures: dict[str, str]
    proof: Reconciliation | None
    """None where only the edge is known."""
    ledger: Ledger


async def run(work: Work, place: Place, at_once: int, shown: Shown) -> Outcome:
    """Enter the master data, play every case, wait until all has followed, and collect."""
    tag = secrets.token_hex(3)
    people = People(place.sign, place.region, tag)
    async with Api(place.url, connections=at_once + OVER_CASES, tag=tag) as api:
        founder = Founder(api, people, work.world, tag)
        shown.say(f"Entering the maker's master data, its codes end in -{tag.upper()}")
        made = await founder.found(work.engineers)
        live = Live(api, people.company("service_dept_manager"), AWAITED)
        stage = Stage(api, live, people, made)
        ordered = sorted(work.cases, key=lambda plan: (plan.begins, plan.key))
        shown.say(f"Playing {len(ordered)} cases, {at_once} at a time")
        async with _beside(live.listen()):
            played = await play([Case(plan, stage) for plan in ordered], at_once, shown.act)
        shown.say("Waiting until everything has followed")
        cases = Cases(api, people, played.cases)
        await cases.settle()
        shown.say("Comparing event logs, streams and inboxes")
        proof = None if place.ports is None else await prove(place)
        found = await cases.whole()
        return Outcome(found, cases.astray(found), played.failures, proof, api.ledger)


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncGenerator[None]:
    """Have something run for as long as the block lasts."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        await end([task])
