"""What intake's component tests do over and over, told once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aftercare_contracts.base import Event
from aftercare_contracts.dispatch import (
    WorkOrderPapersChanged,
    WorkOrderResolved,
    WorkOrderResponded,
)
from aftercare_contracts.feedback import CaseUnsatisfied, CaseVerified
from aftercare_kit.actors import system_actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.ids import new_id
from aftercare_kit.retries import RetryLoop
from aftercare_kit.testing import REGION, Bench, fact, poll_until
from services.intake.tests import builders as a


@dataclass
class Plant:
    """A customer with a site and a unit there."""

    customer: dict[str, Any]
    site: dict[str, Any]
    asset: dict[str, Any]


class Desk:
    """People of one service centre, and what other services say to them."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.head = bench.caller("service_center_head", subject="head")
        self.agent = bench.caller("service_agent", subject="wang")
        self.sales = bench.caller("sales", subject="sun")
        self.manager = bench.caller("service_dept_manager", subject="zhou")

    async def ok(self, path: str, body: object, status: int = 201, who: Any = None) -> Any:
        """Post as the agent or somebody else, and expect success."""
        who = who or (self.sales if path == "/contracts" else self.agent)
        answer = await who.post(path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def centre(self, **other: object) -> dict[str, Any]:
        """An open service centre."""
        return await self.ok("/centres", a.a_centre(**other), who=self.head)

    async def plant(
        self, name: str = "1", *, asset: dict[str, object] | None = None, **site: object
    ) -> Plant:
        """A customer of the centre, with a site and a unit."""
        customer = await self.ok("/customers", a.a_customer(f"C-{name}"))
        stands = await self.ok("/sites", a.a_site(customer["id"], f"SZ-{name}", **site))
        body = a.an_asset(customer["id"], stands["id"], f"INV-{name}")
        return Plant(customer, stands, await self.ok("/assets", body | (asset or {})))

    async def opened(self, **asset: object) -> Plant:
        """A centre and one plant."""
        await self.centre()
        return await self.plant(asset=asset)

    async def registered(self, plant: Plant | None = None, **other: object) -> dict[str, Any]:
        """A request about the plant's unit."""
        plant = plant or await self.opened()
        return await self.ok(
            "/requests", a.a_request(plant.customer["id"], plant.asset["id"], **other)
        )

    async def triaged(self, plant: Plant | None = None, **other: object) -> dict[str, Any]:
        """A request that was judged."""
        request = await self.registered(plant)
        return await self.ok(f"/requests/{request['id']}/triage", a.a_triage(**other), 200)

    async def resolved(self, plant: Plant | None = None) -> dict[str, Any]:
        """A request whose fault is cleared."""
        request = await self.triaged(plant)
        await self.hear(responded(request["id"]))
        await self.hear(cleared(request["id"]))
        return await self.show(request["id"])

    async def show(self, request_id: str) -> dict[str, Any]:
        """A request as it stands."""
        answer = await self.agent.get(f"/requests/{request_id}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def retry_parked(self) -> None:
        """Let what waits be tried until nothing waits any more."""
        database = self.bench.process.database
        actor = system_actor("intake", REGION)
        inbox = Inbox(database, actor, self.bench.service.reactions.handlers)
        loop = RetryLoop(database, actor, inbox)

        async def nothing_waits() -> bool:
            await loop.retry_due()
            return not await self.bench.rows("select 1 from parked")

        await poll_until(nothing_waits, what="the last retry")

    async def hear(self, *events: Event) -> None:
        """Other services say something."""
        await self.bench.hear(*(fact(event, new_id()) for event in events))


def responded(request_id: str) -> WorkOrderResponded:
    """Dispatch: somebody answered the customer."""
    return WorkOrderResponded(
        request_id=UUID(request_id), work_order_id=new_id(), responded_by="zhao", channel="phone"
    )


def cleared(request_id: str) -> WorkOrderResolved:
    """Dispatch: the fault is cleared."""
    return WorkOrderResolved(
        request_id=UUID(request_id),
        work_order_id=new_id(),
        mode="remote",
        cause="setting",
        action="reset",
        resolved_by="zhao",
    )


def verified(request_id: str) -> CaseVerified:
    """Feedback: the customer confirmed."""
    return CaseVerified(request_id=UUID(request_id), verification_id=new_id())


def unsatisfied(request_id: str) -> CaseUnsatisfied:
    """Feedback: the customer did not confirm."""
    return CaseUnsatisfied(
        request_id=UUID(request_id), verification_id=new_id(), reason="still tripping"
    )


def papers(request_id: str, order: UUID, outstanding: int) -> WorkOrderPapersChanged:
    """Dispatch: so many visits of the work order have not handed their papers in."""
    return WorkOrderPapersChanged(
        request_id=UUID(request_id), work_order_id=order, outstanding=outstanding
    )
