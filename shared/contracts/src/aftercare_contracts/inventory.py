"""What inventory says: reservations, issues, consumption, returns and inspections."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title
from aftercare_contracts.values import FittedPart, PartQuantity, ShortLine


class ReservationEvent(CaseEvent):
    """A fact about the parts set aside for one scheme."""

    reservation_id: UUID
    scheme_id: UUID


class PartReserved(ReservationEvent):
    """Every part of the scheme is set aside."""

    type: ClassVar[str] = "aftercare.inventory.part.reserved.v1"
    title: ClassVar[Title] = Title("Parts reserved", "备件预留")

    store: str
    lines: list[PartQuantity]


class PartShort(ReservationEvent):
    """Some parts are missing; the rest is set aside until they come."""

    type: ClassVar[str] = "aftercare.inventory.part.short.v1"
    title: ClassVar[Title] = Title("Parts short", "备件缺货")

    store: str
    lines: list[ShortLine]


class PartIssued(ReservationEvent):
    """The parts left the store with the engineer."""

    type: ClassVar[str] = "aftercare.inventory.part.issued.v1"
    title: ClassVar[Title] = Title("Parts issued", "备件领用")

    visit_id: UUID
    lines: list[PartQuantity]


class PartConsumed(ReservationEvent):
    """Parts were fitted at the customer's, as the signed report says."""

    type: ClassVar[str] = "aftercare.inventory.part.consumed.v1"
    title: ClassVar[Title] = Title("Parts consumed", "备件使用")

    visit_id: UUID
    report_id: UUID
    lines: list[FittedPart]


class PartReturned(ReservationEvent):
    """Issued parts that were not fitted came back into stock."""

    type: ClassVar[str] = "aftercare.inventory.part.returned.v1"
    title: ClassVar[Title] = Title("Parts returned", "备件退库")

    visit_id: UUID
    lines: list[PartQuantity]


class PartReleased(ReservationEvent):
    """Parts set aside are free again: their scheme will not be carried out."""

    type: ClassVar[str] = "aftercare.inventory.part.released.v1"
    title: ClassVar[Title] = Title("Parts released", "预留释放")

    reason: str
    lines: list[PartQuantity]


class PartReplaced(CaseEvent):
    """A main part of an asset was exchanged: its history goes on with the new serial."""

    type: ClassVar[str] = "aftercare.inventory.part.replaced.v1"
    title: ClassVar[Title] = Title("Part replaced", "部件更换")

    asset_id: UUID
    part_no: str
    serial_on: str | None = None
    serial_off: str | None = None


class PartUsed(CaseEvent):
    """A part was used for a case outside any visit, as the case's log says (002-3.2.2)."""

    type: ClassVar[str] = "aftercare.inventory.part.used.v1"
    title: ClassVar[Title] = Title("Part used", "备件耗用")

    usage_id: UUID
    work_order_id: UUID
    case_log_id: UUID
    store: str
    part_no: str
    quantity: int


class ReturnEvent(CaseEvent):
    """A fact about a faulty part on its way back."""

    return_id: UUID
    part_no: str
    serial: str


class ReturnDue(ReturnEvent):
    """A faulty part is expected back (002-4.5.3.1a)."""

    type: ClassVar[str] = "aftercare.inventory.return.due.v1"
    title: ClassVar[Title] = Title("Return due", "待返还旧件")

    due_at: datetime


class ReturnOverdue(ReturnEvent):
    """The faulty part is not back in time: quality is told."""

    type: ClassVar[str] = "aftercare.inventory.return.overdue.v1"
    title: ClassVar[Title] = Title("Return overdue", "旧件逾期未还")

    due_at: datetime


class ReturnReceived(ReturnEvent):
    """The inbound note (入库单) for the faulty part is filed."""

    type: ClassVar[str] = "aftercare.inventory.return.received.v1"
    title: ClassVar[Title] = Title("Return received", "旧件入库")

    number: str
    store: str = ""
    in_time: bool = True


class InspectionPassed(ReturnEvent):
    """Inbound inspection found nothing wrong with the item."""

    type: ClassVar[str] = "aftercare.inventory.inspection.passed.v1"
    title: ClassVar[Title] = Title("Inspection passed", "检验合格")


class InspectionFailed(ReturnEvent):
    """Inbound inspection found the item nonconforming (002-4.5.3.1c)."""

    type: ClassVar[str] = "aftercare.inventory.inspection.failed.v1"
    title: ClassVar[Title] = Title("Inspection failed", "检验不合格")

    defect: str
    disposition: Literal["rework", "return", "concession", "scrap"]
    number: str = ""


class ReturnStored(ReturnEvent):
    """The inspected item is usable stock again."""

    type: ClassVar[str] = "aftercare.inventory.return.stored.v1"
    title: ClassVar[Title] = Title("Return stored", "旧件转良品入库")

    store: str


class ReturnSentBack(ReturnEvent):
    """The item went back to its owner, or to the supplier it came from."""

    type: ClassVar[str] = "aftercare.inventory.return.sent_back.v1"
    title: ClassVar[Title] = Title("Return sent back", "旧件退还")


class ItemScrapped(ReturnEvent):
    """The item was disposed of by law, never to be used again (004-5.2.6)."""

    type: ClassVar[str] = "aftercare.inventory.item.scrapped.v1"
    title: ClassVar[Title] = Title("Item scrapped", "报废")
