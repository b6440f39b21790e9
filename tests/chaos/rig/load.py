"""Clients at work: cases from the first call to the settled bill, and a desk for calls."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

from aftercare_kit.endings import end
from aftercare_launcher.demo.api import Api, Json, NoAnswer, Refused
from aftercare_launcher.demo.live import Live
from aftercare_launcher.demo.maker.found import Founder
from aftercare_launcher.demo.month.generate import month
from aftercare_launcher.demo.play.case import AWAITED, Case, Stage
from aftercare_launcher.demo.play.script import Played, play
from aftercare_launcher.demo.work import Work
from tests.chaos.rig.history import History
from tests.chaos.rig.people import signed_in
from tests.chaos.rig.stack import Stack
from tests.chaos.rig.witness import Witness

CONNECTIONS = 100
DESKS = 12
"""People who take calls in; the edge lets one person do a hundred things a second."""


@dataclass
class Load:
    """What all clients share."""

    work: Work
    stage: Stage
    history: History
    subjects: dict[str, str]
    tag: str
    stopping: bool = False
    calls: int = 0
    acts: int = 0
    cases: int = 0
    played: Played = field(default_factory=Played)
    _given: int = 0

    @property
    def api(self) -> Api:
        return self.stage.api

    def next_case(self) -> Case:
        """A case that nobody else plays."""
        plan = self.work.cases[self._given]
        self._given += 1
        return Case(plan, self.stage)

    def _endless(self) -> Iterator[Case]:
        while not self.stopping:
            yield self.next_case()

    @asynccontextmanager
    async def playing(self, at_once: int) -> AsyncGenerator[None]:
        """Cases are played for as long as the block lasts; those begun are brought to their end."""

        async def whole() -> None:
            played = await play(self._endless(), at_once, self._count)
            self.played.cases += played.cases
            self.played.failures |= played.failures

        self.stopping = False
        task = asyncio.create_task(whole())
        try:
            yield
        finally:
            self.stopping = True
            await task

    def _count(self, act: object | None) -> None:
        if act is None:
            self.cases += 1
        else:
            self.acts += 1

    async def call_in(self, *, triage: bool = False) -> Json:
        """Somebody calls: a request is registered, and judged where asked for."""
        self.calls += 1
        number = self.calls
        maker = self.stage.maker
        customer = maker.world.customers[number % len(maker.world.customers)]
        unit = customer.units[number % len(customer.units)]
        agent = self.stage.people.company("service_agent", number % DESKS + 1)
        body = {
            "customer_id": maker.customers[customer.key],
            "asset_id": maker.units[unit.key],
            "channel": "phone",
            "subject": f"Call {number}",
        }
        request = await self.api.post(agent, "/api/intake/requests", body, key=f"call-{number}")
        if triage:
            body = {"service_type": "technical_support", "fault_level": 3, "fault_kind": "software"}
            path = f"/api/intake/requests/{request['id']}/triage"
            request = await self.api.post(agent, path, body, key=f"call-{number}-triage")
        return request

    @asynccontextmanager
    async def calling(self, per_second: float) -> AsyncGenerator[None]:
        """Calls come in at a steady rate, however slow the answers are."""
        under_way: set[asyncio.Task[Json]] = set()

        async def come() -> None:
            while True:
                task = asyncio.create_task(self.call_in(triage=True))
                under_way.add(task)
                task.add_done_callback(under_way.discard)
                await asyncio.sleep(1 / per_second)

        coming = asyncio.create_task(come())
        try:
            yield
        finally:
            coming.cancel()
            for answer in await asyncio.gather(*under_way, return_exceptions=True):
                if isinstance(answer, BaseException) and not isinstance(answer, NoAnswer | Refused):
                    raise answer


@asynccontextmanager
async def loaded(stack: Stack, history: History, cases: int, seed: int) -> AsyncGenerator[Load]:
    """Clients with their master data entered, and an ear at the live events."""
    tag = secrets.token_hex(3)
    work = month(date(2026, 6, 1), requests=cases, on_site=cases // 6, seed=seed)
    people, subjects = signed_in(stack.place.sign, stack.place.region, tag)
    witness = Witness(history, subjects)
    async with Api(stack.url, connections=CONNECTIONS, tag=tag, transport=witness) as api:
        made = await Founder(api, people, work.world, tag).found(work.engineers)
        live = Live(api, people.company("service_dept_manager"), AWAITED)
        listening = asyncio.create_task(live.listen())
        try:
            yield Load(work, Stage(api, live, people, made), history, subjects, tag)
        finally:
            await end([listening])
