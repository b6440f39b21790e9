"""What billing's component tests do over and over, told once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2

from aftercare_contracts.dispatch import (
    ReportSigned,
    SchemeApproved,
    SchemeWithdrawn,
    WorkOrderCancelled,
)
from aftercare_contracts.intake import RequestTriaged
from aftercare_kit.actors import system_actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.ids import new_id
from aftercare_kit.retries import RetryLoop
from aftercare_kit.testing import Bench, fact, poll_until
from services.billing.tests import builders as a


class Desk:
    """The people around one customer's bill, and the services that tell of it."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.quoting = bench.caller("external_quoting", subject="zhou")
        self.agent = bench.caller("service_agent", subject="wang")
        self.finance = bench.caller("finance", subject="qian")
        self.quality = bench.caller("quality", subject="sun")

    async def ok(
        self, client: httpx2.AsyncClient, path: str, body: object, status: int = 200
    ) -> dict[str, Any]:
        """Post and expect success."""
        answer = await client.post(path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def refused(
        self, client: httpx2.AsyncClient, path: str, body: object, status: int = 409
    ) -> dict[str, Any]:
        """Post, expect a refusal, and see that it left no trace."""
        before = await self.bench.counts()
        answer = await client.post(path, json=body)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert await self.bench.counts() == before
        return answer.json()

    async def items(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """The first page of a list, as finance sees it."""
        answer = await self.finance.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    async def price(self, part_no: str = "PB-100", amount: str = "1000.00") -> dict[str, Any]:
        """A price enters the list."""
        money = {"amount": amount, "currency": "CNY"}
        return await self.ok(
            self.quoting, "/prices", {"part_no": part_no, "unit_price": money}, 201
        )

    async def triaged(self, cover: str = "none", **other: Any) -> RequestTriaged:
        """Intake tells of a triaged request."""
        request = a.a_triaged_request(cover, **other)
        await self.bench.hear(fact(request, request.request_id, at=a.EARLIER))
        return request

    async def approved(
        self, cover: str = "none", cause: str = "product_quality", **other: Any
    ) -> SchemeApproved:
        """A triaged request and its approved scheme."""
        scheme = a.an_approved_scheme(await self.triaged(cover, **other), cause)
        await self.hear(scheme)
        return scheme

    async def hear(self, *events: Any, at: datetime = a.EARLIER) -> None:
        """Others tell what happened, each about its own aggregate."""
        await self.bench.hear(*(fact(event, new_id(), at=at) for event in events))

    async def quote_of(self, scheme: SchemeApproved) -> dict[str, Any]:
        """The quote of a scheme."""
        (quote,) = await self.items("/quotes", request_id=str(scheme.request_id))
        return quote

    async def offered(self, **other: Any) -> tuple[SchemeApproved, dict[str, Any]]:
        """An uncovered case whose price the customer was told."""
        await self.price()
        scheme = await self.approved(**other)
        quote = await self.quote_of(scheme)
        return scheme, await self.ok(self.quoting, f"/quotes/{quote['id']}/offer", {})

    async def accepted(self, **other: Any) -> tuple[SchemeApproved, dict[str, Any]]:
        """An uncovered case whose price the customer accepted."""
        scheme, quote = await self.offered(**other)
        return scheme, await self.ok(self.agent, f"/quotes/{quote['id']}/accept", {})

    async def carried_out(self, scheme: SchemeApproved, **other: Any) -> ReportSigned:
        """The visit took place: report signed, parts booked."""
        report = a.a_signed_report(scheme, **other)
        await self.hear(report, a.parts_used(report), at=a.NOW)
        return report

    async def charge_of(self, report: ReportSigned) -> dict[str, Any] | None:
        """The charge of the visit, if it is computed."""
        charges = await self.items("/charges", request_id=str(report.request_id))
        found = [each for each in charges if each["visit_id"] == str(report.visit_id)]
        return found[0] if found else None

    async def withdrawn(self, scheme: SchemeApproved, reason: str = "cancelled") -> None:
        """Dispatch gives the scheme up."""
        await self.hear(
            SchemeWithdrawn(
                request_id=scheme.request_id,
                scheme_id=scheme.scheme_id,
                work_order_id=scheme.work_order_id,
                reason=reason,
            )
        )

    async def cancelled(self, scheme: SchemeApproved) -> None:
        """Dispatch gives the whole work order up."""
        await self.hear(
            WorkOrderCancelled(
                request_id=scheme.request_id,
                work_order_id=scheme.work_order_id,
                reason="cancelled",
            )
        )

    def wait(self, span: timedelta) -> None:
        """Let so much time pass for billing."""
        self.bench.process.database.now = lambda: datetime.now(UTC) + span

    async def retried(self) -> None:
        """What was parked for now is tried until nothing waits any more."""
        actor = system_actor("billing", a.REGION)
        handlers = self.bench.service.reactions.handlers
        inbox = Inbox(self.bench.process.database, actor, handlers)
        loop = RetryLoop(self.bench.process.database, actor, inbox)

        async def nothing_waits() -> bool:
            await loop.retry_due()
            return not await self.bench.rows("select id from parked")

        await poll_until(nothing_waits, what="the last retry")
