"""What dispatch's component tests do over and over, told once."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from aftercare_contracts.base import CaseEvent
from aftercare_contracts.billing import LiabilityDecided, QuoteEvent
from aftercare_contracts.inventory import PartReserved, PartShort
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.dispatch.tests import builders as a


class Desk:
    """People of one service centre around a work order."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.dispatcher = bench.caller("service_center_dispatcher", subject="wang")
        self.author = bench.caller("regional_support", subject="zhao")
        self.reviewer = bench.caller("service_supervisor", subject="sun")
        self.manager = bench.caller("gm", subject="gm")
        self.field = bench.caller("field_engineer", subject="li")
        self.officer = bench.caller("service_info_officer", subject="qian")
        self.personnel = bench.caller("hr_admin", subject="hr")
        self._ahead = timedelta()
        bench.process.database.now = self.now

    def now(self) -> datetime:
        """The service's clock: ours, and as far ahead of it as the test has let time pass."""
        return datetime.now(UTC) + self._ahead

    def let_pass(self, **span: float) -> None:
        """Let time pass, in words of timedelta; nothing fires meanwhile."""
        self._ahead += timedelta(**span)

    async def triage(self, **other: Any) -> dict[str, Any]:
        """A triaged request arrives; returns its work order."""
        request = a.a_triaged_request(**other)
        await self.bench.hear(fact(request, request.request_id, at=self.now()))
        return await self.order_of(request.request_id)

    async def order_of(self, request_id: UUID) -> dict[str, Any]:
        """The work order of a request, with everything under it."""
        page = await self.dispatcher.get("/work-orders", params={"request_id": str(request_id)})
        (order,) = page.json()["items"]
        return await self.show(order["id"])

    async def show(self, order_id: str) -> dict[str, Any]:
        """A work order with everything under it."""
        answer = await self.dispatcher.get(f"/work-orders/{order_id}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def ok(self, client: Any, path: str, body: object, status: int = 200) -> dict[str, Any]:
        """Post and expect success."""
        answer = await client.post(path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def hear(self, event: CaseEvent) -> None:
        """Another service says something about the case."""
        await self.bench.hear(fact(event, new_id(), at=self.now()))

    async def refused(self, client: Any, path: str, body: object, **headers: str) -> str:
        """Post and expect a refusal that leaves no trace; returns its code."""
        before = await self.bench.counts()
        answer = await client.post(path, json=body, headers=headers)
        assert answer.status_code >= 400, answer.text
        assert await self.bench.counts() == before
        return answer.json()["code"]

    async def refused_right(self, client: Any, path: str, body: object) -> bool:
        """Post and expect to have no right to."""
        answer = await client.post(path, json=body)
        return (answer.status_code, answer.json()["code"]) == (403, "right-missing")

    async def approved_scheme(self, order: dict[str, Any], **other: object) -> dict[str, Any]:
        """A scheme that passed its review."""
        path = f"/work-orders/{order['id']}/schemes"
        scheme = await self.ok(self.author, path, a.a_scheme(**other), 201)
        return await self.ok(self.reviewer, f"/schemes/{scheme['id']}/approve", {})

    async def parts_reserved(self, scheme: dict[str, Any]) -> None:
        """Inventory set the parts aside."""
        await self.hear(
            PartReserved(
                request_id=scheme["request_id"],
                reservation_id=new_id(),
                scheme_id=scheme["id"],
                store="SZ",
                lines=[],
            )
        )

    async def parts_short(self, scheme: dict[str, Any]) -> None:
        """Inventory has not got them all."""
        await self.hear(
            PartShort(
                request_id=scheme["request_id"],
                reservation_id=new_id(),
                scheme_id=scheme["id"],
                store="SZ",
                lines=[],
            )
        )

    async def liability(self, scheme: dict[str, Any], charge: str = "free") -> None:
        """Billing decided who pays."""
        await self.hear(
            LiabilityDecided(
                request_id=scheme["request_id"],
                liability_id=new_id(),
                scheme_id=scheme["id"],
                party="ours",
                charge=charge,
                basis="warranty",
            )
        )

    async def quote(self, kind: type[QuoteEvent], scheme: dict[str, Any], **more: Any) -> None:
        """The customer's answer to the price, or none in time."""
        ids = {"request_id": scheme["request_id"], "scheme_id": scheme["id"]}
        await self.hear(kind(quote_id=new_id(), **ids, **more))

    async def ready_order(
        self, engineer: str = "E-1", **other: Any
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """A work order whose visit only has to be scheduled, and an engineer for it."""
        order = await self.triage(**other)
        scheme = await self.approved_scheme(order)
        await self.parts_reserved(scheme)
        await self.liability(scheme)
        enrolled = await self.ok(self.personnel, "/engineers", a.an_engineer(engineer), 201)
        return await self.show(order["id"]), enrolled

    async def scheduled(self, **other: Any) -> dict[str, Any]:
        """A visit with its notice."""
        order, engineer = await self.ready_order(**other)
        body = {"engineer_id": engineer["id"], **a.a_window()}
        return await self.ok(self.dispatcher, f"/work-orders/{order['id']}/visits", body, 201)

    async def step(self, visit: dict[str, Any], *names: str) -> dict[str, Any]:
        """The engineer carries the visit on, step by step."""
        for name in names:
            body = {"fixed": True} if name == "finish" else {}
            visit = await self.ok(self.field, f"/visits/{visit['id']}/{name}", body)
        return visit

    async def finished(self, *, fixed: bool = True, **other: Any) -> dict[str, Any]:
        """A visit whose work on site is done."""
        visit = await self.scheduled(**other)
        await self.step(visit, "accept", "depart", "arrive")
        return await self.ok(self.field, f"/visits/{visit['id']}/finish", {"fixed": fixed})

    async def signed(self, **other: Any) -> dict[str, Any]:
        """A finished visit's report, signed by the customer."""
        visit = await self.finished(**other)
        body = a.a_report(self.now())
        return await self.ok(self.field, f"/visits/{visit['id']}/report", body, 201)
