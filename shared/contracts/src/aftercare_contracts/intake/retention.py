"""What intake says of keeping and forgetting."""

from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Event, Title


class LegalHoldPlaced(Event):
    """Nothing of the customer's is forgotten from now on."""

    type: ClassVar[str] = "aftercare.intake.legal_hold.placed.v1"
    title: ClassVar[Title] = Title("Legal hold placed", "法律保全开始")

    hold_id: UUID
    customer_id: UUID


class LegalHoldReleased(Event):
    """What the hold was for is over."""

    type: ClassVar[str] = "aftercare.intake.legal_hold.released.v1"
    title: ClassVar[Title] = Title("Legal hold released", "法律保全解除")

    hold_id: UUID
    customer_id: UUID


class RequestForgotten(CaseEvent):
    """The years of keeping are over: what the caller described was deleted."""

    type: ClassVar[str] = "aftercare.intake.request.forgotten.v1"
    title: ClassVar[Title] = Title("Description deleted", "描述信息到期删除")


class VolumeBound(Event):
    """The contacts of a year and a form were bound (001-5.1.2.2)."""

    type: ClassVar[str] = "aftercare.intake.volume.bound.v1"
    title: ClassVar[Title] = Title("Volume bound", "年度装订成册")

    volume_id: UUID
    year: int
    form: Literal["calls", "faxes", "mail_in", "mail_out"]
    entries: int
    sha256: str
