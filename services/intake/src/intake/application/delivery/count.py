"""All goods of a delivery are counted and the hand-over note is signed (004-5.2.3.3)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from aftercare_contracts.intake import DeliveryCounted
from aftercare_kit.fields import Body, Code, Line
from intake.application.asset.days import must_have_come
from intake.application.customer.reach import customer_within_reach
from intake.application.fields import Day
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import DeliveryView
from intake.domain.delivery import Count

Sha256 = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]


class CountDelivery(Body):
    """What was found on the site, and the signed note: its number and its picture's SHA-256."""

    counted_on: Day
    serials: Annotated[list[Code], Field(min_length=1, max_length=1000)]
    note: Line
    sha256: Sha256


async def count_delivery(command: CountDelivery, delivery_id: UUID, work: Work) -> DeliveryView:
    """Note the count, once; what is missing or too much is named and nothing is signed."""
    RIGHTS.require(work.actor, "delivery.count")
    must_have_come(work, command.counted_on, field="counted_on")
    delivery = await work.deliveries.target(delivery_id)
    await customer_within_reach(work, delivery.customer_id, "delivery", delivery_id)
    count = Count(command.counted_on, command.note, command.sha256, work.actor.subject)
    delivery.count_in(command.serials, count)
    counted = DeliveryCounted(
        delivery_id=delivery.id,
        customer_id=delivery.customer_id,
        order_no=delivery.order_no,
        counted_on=count.on,
    )
    work.announce(delivery, counted)
    return DeliveryView.of(delivery)
