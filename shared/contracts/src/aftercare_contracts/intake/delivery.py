"""What intake says of deliveries."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from aftercare_contracts.base import Event, Title


class DeliveryRecorded(Event):
    """Sales told what was delivered; its units entered the installed base (001-4.6)."""

    type: ClassVar[str] = "aftercare.intake.delivery.recorded.v1"
    title: ClassVar[Title] = Title("Delivery recorded", "发货交付登记")

    delivery_id: UUID
    customer_id: UUID
    order_no: str
    project_no: str | None = None
    delivered_on: date
    asset_ids: list[UUID]


class DeliveryCounted(Event):
    """All goods of a delivery were counted and the hand-over note signed (004-5.2.3.3)."""

    type: ClassVar[str] = "aftercare.intake.delivery.counted.v1"
    title: ClassVar[Title] = Title("Delivery counted", "货物清点签收")

    delivery_id: UUID
    customer_id: UUID
    order_no: str
    counted_on: date
