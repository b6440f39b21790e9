"""A remote case from the call to its end, as fast as the services let it go."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

import httpx2
import orjson

from aftercare_kit.endings import end
from aftercare_launcher.ports import LOOPBACK
from tests.bench.suite import Suite
from tests.bench.watch import Watch

ORDERS = "select request_id, id from work_order where request_id = any($1)"
CALLS = "select request_id, id from verification where state = 'open' and request_id = any($1)"
CLOSED = "select id as request_id, id from request where state = 'closed' and id = any($1)"


@dataclass
class Cases:
    """Plays cases and keeps what they met."""

    client: httpx2.AsyncClient
    agents: dict[str, str]
    support: dict[str, str]
    bodies: list[str]
    orders: Watch
    calls: Watch
    closed: Watch
    done: list[float] = field(default_factory=list[float])
    """When each ended."""
    visible: list[float] = field(default_factory=list[float])
    """Seconds from an answered command to its effect in the next service."""
    answers: list[float] = field(default_factory=list[float])
    """Seconds that commands took."""
    _numbers: "count[int]" = field(default_factory=count)

    async def play(self) -> UUID:
        """One case: taken in, judged, answered, resolved, found to be well, closed."""
        body = orjson.loads(self.bodies[next(self._numbers) % len(self.bodies)])
        request = await self._does(self.agents, "/intake/requests", body)
        case = UUID(request["id"])
        judged = {"service_type": "technical_support", "fault_level": 2, "fault_kind": "hardware"}
        order = await self._leads_to(
            self.orders, case, self.agents, f"/intake/requests/{case}/triage", judged
        )
        path = f"/dispatch/work-orders/{order}"
        await self._does(self.support, f"{path}/respond", {})
        said = {"cause": "Surge", "action": "Reset and observed", "customer_consent": True}
        call = await self._leads_to(self.calls, case, self.support, f"{path}/resolve", said)
        await self._leads_to(
            self.closed, case, self.agents, f"/feedback/verifications/{call}/record",
            {"satisfied": True},
        )  # fmt: skip
        self.done.append(time.perf_counter())
        return case

    async def _leads_to(
        self, watch: Watch, case: UUID, who: dict[str, str], path: str, body: dict[str, Any]
    ) -> UUID:
        """Command something, and wait until the next service has taken it up."""
        seeing = asyncio.create_task(watch.sees(case))
        await self._does(who, path, body)
        answered = time.perf_counter()
        effect, seen = await seeing
        self.visible.append(max(0.0, seen - answered))
        return effect

    async def _does(self, who: dict[str, str], path: str, body: dict[str, Any]) -> dict[str, Any]:
        began = time.perf_counter()
        key = {"Idempotency-Key": f"{id(self)}-{began}-{path}"}
        answer = await self.client.post(path, json=body, headers=who | key)
        self.answers.append(time.perf_counter() - began)
        if not answer.is_success:
            message = f"{path}: {answer.status_code} {answer.text}"
            raise RuntimeError(message)
        return answer.json()


@asynccontextmanager
async def cases(suite: Suite, bodies: list[str]) -> AsyncGenerator[Cases]:
    """Cases through the edge, with watches on the three services that act next."""
    watches = [
        Watch(suite.postgres(service), query)
        for service, query in (("dispatch", ORDERS), ("feedback", CALLS), ("intake", CLOSED))
    ]
    agents, support = (
        {"Authorization": f"Bearer {suite.tokens(role, 1)[0]}"}
        for role in ("service_agent", "regional_support")
    )
    address = f"http://{LOOPBACK}:{suite.edge_port}/api"
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
        looking = [asyncio.create_task(watch.run()) for watch in watches]
        try:
            orders, calls, closed = watches
            yield Cases(client, agents, support, bodies, orders, calls, closed)
        finally:
            await end(looking)
