"""What feedback's component tests do over and over, told once."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from aftercare_contracts.base import CaseEvent
from aftercare_contracts.intake import RequestClosed
from aftercare_kit.actors import system_actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.ids import new_id
from aftercare_kit.retries import RetryLoop
from aftercare_kit.testing import REGION, Bench, fact
from services.feedback.tests import builders as a


class Desk:
    """People around the cases of one service centre."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.agent = bench.caller("service_agent", subject="agent")
        self.centre = bench.caller("complaint_center", subject="centre")
        self.department = bench.caller("production", subject="zhao", department="SC")
        self.customer = bench.caller("customer", subject="c1", customer_id=str(a.CUSTOMER))
        self.stranger = bench.caller("customer", subject="c2", customer_id=str(new_id()))

    def later(self, span: timedelta) -> None:
        """Let the service's clock run ahead by a span from now."""
        self.bench.process.database.now = lambda: datetime.now(UTC) + span

    def work(self) -> Any:
        """A unit of work of the service itself."""
        return self.bench.process.database.begin(system_actor("feedback", REGION))

    async def retry_parked(self) -> int:
        """Try again what could not be applied; returns how many were tried."""
        self.later(timedelta(minutes=1))
        database, actor = self.bench.process.database, system_actor("feedback", REGION)
        inbox = Inbox(database, actor, self.bench.service.reactions.handlers)
        return await RetryLoop(database, actor, inbox).retry_due()

    async def hear(
        self,
        event: CaseEvent,
        aggregate_id: UUID | None = None,
        *,
        version: int = 1,
        at: datetime | None = None,
    ) -> None:
        """Another service says something about a case."""
        await self.bench.hear(fact(event, aggregate_id or event.request_id, version, at=at))

    async def triaged(self, **other: Any) -> UUID:
        """A triaged request; returns its id."""
        request = a.a_triaged_request(**other)
        await self.hear(request, version=2)
        return request.request_id

    async def resolved(
        self,
        request_id: UUID,
        work_order_id: UUID | None = None,
        *,
        version: int = 3,
        at: datetime | None = None,
    ) -> dict[str, Any]:
        """The request's work is done; returns the verification opened for it."""
        resolution = a.a_resolution(request_id, work_order_id)
        await self.hear(resolution, resolution.work_order_id, version=version, at=at)
        (newest,) = [
            one for one in await self.listed("verifications", request_id) if one["state"] == "open"
        ]
        return newest

    async def closed(
        self, request_id: UUID, *, version: int = 5, at: datetime | None = None
    ) -> list[dict[str, Any]]:
        """The request is closed; returns its surveys."""
        event = RequestClosed(request_id=request_id, number="YX260307", customer_id=a.CUSTOMER)
        await self.hear(event, version=version, at=at)
        return await self.listed("surveys", request_id)

    async def listed(self, kind: str, request_id: UUID) -> list[dict[str, Any]]:
        """Everything of one kind about a request, as the agent sees it."""
        answer = await self.agent.get(f"/{kind}", params={"request_id": str(request_id)})
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    async def ok(
        self, client: Any, path: str, body: object, status: int = 200, **headers: str
    ) -> dict[str, Any]:
        """Post and expect success."""
        answer = await client.post(path, json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def refused(self, client: Any, path: str, body: object, code: str) -> dict[str, Any]:
        """Post and expect a refusal that leaves no trace but the audit of a denied right."""
        before = await self.bench.counts()
        answer = await client.post(path, json=body)
        problem = answer.json()
        assert problem.get("code") == code, answer.text
        after = await self.bench.counts()
        if answer.status_code == 403:
            before["audit"] += 1
        assert after == before
        return problem

    async def complained(self, request_id: UUID | None = None, **other: Any) -> dict[str, Any]:
        """A complaint, just accepted."""
        body = {
            "request_id": str(request_id or await self.triaged()),
            "level": "general",
            "content": "The engineer never came back",
        }
        return await self.ok(self.agent, "/complaints", body | other, 201)

    async def step(self, complaint: dict[str, Any], step: str, **other: Any) -> dict[str, Any]:
        """The usual next step of a complaint, done by whoever usually does it."""
        who, body = {
            "opinion": (self.department, {"opinion": "Send another engineer"}),
            "reply": (self.centre, {"reply": "Somebody comes tomorrow", "agreed": True}),
            "handle": (self.department, {"measures": "Fault cleared"}),
            "request-closure": (self.department, A_CLOSURE_REQUEST),
            "close": (self.centre, {"customer_confirmed": True}),
            "reopen": (self.centre, {"reason": "It fails again"}),
        }[step]
        return await self.ok(who, f"/complaints/{complaint['id']}/{step}", {**body, **other})

    async def up_to(self, step: str, **other: Any) -> dict[str, Any]:
        """A complaint that went through its steps up to and with this one."""
        complaint = await self.complained(**other)
        steps = ["opinion", "reply", "handle", "request-closure", "close"]
        for each in steps[: steps.index(step) + 1]:
            complaint = await self.step(complaint, each)
        return complaint


A_CLOSURE_REQUEST = {
    "result": "Fault cleared on the second visit",
    "improvement": "Engineers confirm their return date in writing",
    "responsible_persons": "The engineer was instructed",
}
