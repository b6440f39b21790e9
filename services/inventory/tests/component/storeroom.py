"""What inventory's component tests do over and over, told once."""

from datetime import UTC, datetime, timedelta
from typing import Any

from aftercare_contracts import dispatch
from aftercare_contracts.base import CaseEvent
from aftercare_contracts.intake import RequestTriaged
from aftercare_kit.consumers import Inbox
from aftercare_kit.retries import RetryLoop
from aftercare_kit.testing import Bench, fact
from services.inventory.tests import builders as a


class Storeroom:
    """People around one region's stores, and what dispatch and intake tell them."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.keeper = bench.caller("warehouse", subject="chen")
        self.assistant = bench.caller("service_assistant", subject="zhou")
        self.manager = bench.caller("regional_manager", subject="wu")
        self.quality = bench.caller("quality", subject="zheng")
        self.field = bench.caller("field_engineer", subject="li", engineer_id=str(a.ENGINEER))

    async def ok(self, client: Any, path: str, body: object, status: int = 200) -> dict[str, Any]:
        """Post and expect success."""
        answer = await client.post(path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def furnish(self, **pieces: int) -> None:
        """Shenzhen's store, with boards, fans and fuses in the register and this many of each."""
        await self.ok(self.manager, "/stores", a.a_store(), 201)
        for name, part_no in (("board", a.BOARD), ("fan", a.FAN), ("fuse", a.FUSE)):
            await self.ok(self.assistant, "/parts", a.a_part(part_no), 201)
            if pieces.get(name):
                await self.receive(pieces[name], part_no)

    async def receive(self, quantity: int, part_no: str = a.BOARD, **other: object) -> Any:
        """A delivery arrives."""
        body = a.a_receipt(quantity, part_no, **other)
        return await self.ok(self.keeper, "/stock/receipts", body, 201)

    async def hear(self, *events: CaseEvent, at: datetime | None = None) -> None:
        """Other services say something, in one batch."""
        await self.bench.hear(*(fact(event, _about(event), at=at) for event in events))

    async def retry(self) -> None:
        """Another hour later, what could not be applied is tried again."""
        database = self.bench.process.database
        later = database.now() - datetime.now(UTC) + timedelta(hours=1)
        database.now = lambda: datetime.now(UTC) + later
        inbox = Inbox(database, a.SYSTEM, self.bench.service.reactions.handlers)
        await RetryLoop(database, a.SYSTEM, inbox).retry_due()

    async def reserved(self, *parts: tuple[str, int]) -> a.Case:
        """A triaged case whose scheme is approved."""
        case = a.Case()
        await self.hear(case.triaged(), case.approved(*(parts or ((a.BOARD, 1),))))
        return case

    async def issued(self, *parts: tuple[str, int]) -> a.Case:
        """A case whose engineer is on the way with the parts."""
        case = await self.reserved(*parts)
        await self.hear(case.departed())
        return case

    async def owed(self, serial: str = "OLD-1", *, at: datetime | None = None) -> dict[str, Any]:
        """A faulty board that has to come back; returns the return."""
        case = await self.issued()
        await self.hear(case.signed(a.fitted(on="NEW-1", off=serial)), at=at)
        (item,) = await self.listed("/returns", request_id=str(case.request_id))
        return item

    async def received(self, **body: object) -> dict[str, Any]:
        """A faulty board whose inbound note is filed."""
        item = await self.owed()
        return await self.ok(self.keeper, f"/returns/{item['id']}/receive", body)

    async def listed(self, path: str, **params: str) -> list[dict[str, Any]]:
        """The first page of a list, as the storekeeper sees it."""
        answer = await self.keeper.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    async def reservation(self, case: a.Case) -> dict[str, Any]:
        """The one reservation of a case."""
        (found,) = await self.listed("/reservations", request_id=str(case.request_id))
        return found

    async def level(self, part_no: str = a.BOARD, store: str = "SZ") -> tuple[int, int]:
        """On hand and reserved, as the books of a store say."""
        found = await self.listed("/stock", store=store, part_no=part_no)
        return (found[0]["on_hand"], found[0]["reserved"]) if found else (0, 0)

    async def kinds(self, part_no: str = a.BOARD) -> list[str]:
        """The kinds of a part's movements, the oldest first."""
        return [line["kind"] for line in reversed(await self.listed("/movements", part_no=part_no))]


def _about(event: CaseEvent) -> Any:
    """The aggregate an event speaks of, so that its order is kept as on the wire."""
    match event:
        case RequestTriaged():
            return event.request_id
        case dispatch.SchemeApproved() | dispatch.SchemeWithdrawn():
            return event.scheme_id
        case dispatch.VisitDeparted() | dispatch.VisitCancelled():
            return event.visit_id
        case dispatch.ReportSigned():
            return event.report_id
        case dispatch.CaseLogWritten():
            return event.case_log_id
        case _:
            return event.request_id
