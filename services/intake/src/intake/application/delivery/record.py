"""Sales writes down what was delivered; its units enter the installed base (001-4.6)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.intake import DeliveryRecorded
from aftercare_kit.fields import Body, Code, Prose
from aftercare_kit.ids import new_id
from intake.application.asset.days import must_have_come
from intake.application.asset.register import UnitPapers, enter, unit_of
from intake.application.asset.warranty import watch
from intake.application.customer.reach import customer_within_reach
from intake.application.fields import Day
from intake.application.policy.of_centre import policy_of_centre
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import DeliveryView
from intake.domain import errors
from intake.domain.delivery import Delivery, must_be_listed


class RecordDelivery(Body):
    """Which units went where, under which order; `told` is what sales knows beside the papers."""

    customer_id: UUID
    site_id: UUID
    order_no: Code
    project_no: Code | None = None
    carrier: Code | None = None
    delivered_on: Day
    units: Annotated[list[UnitPapers], Field(min_length=1, max_length=1000)]
    told: Prose | None = None


async def record_delivery(command: RecordDelivery, work: Work) -> DeliveryView:
    """Enter the delivery with its units; a unit without a sale date was sold on that day."""
    RIGHTS.require(work.actor, "delivery.record")
    must_have_come(work, command.delivered_on, field="delivered_on")
    customer = await customer_within_reach(work, command.customer_id)
    site = await work.sites.get(command.site_id)
    if site.customer_id != customer.id:
        raise errors.SiteOfAnotherCustomer(field="site_id")
    held = await policy_of_centre(work, customer.centre)
    must_be_listed(command.carrier, [str(one) for one in held.get("delivery.carriers", tuple)])
    delivery = Delivery(
        id=new_id(),
        region=customer.region,
        customer_id=customer.id,
        site_id=site.id,
        order_no=command.order_no,
        project_no=command.project_no,
        carrier=command.carrier,
        delivered_on=command.delivered_on,
        serials=[unit.serial for unit in command.units],
        told=command.told,
        recorded_by=work.actor.subject,
    )
    units = [_delivered(unit, command) for unit in command.units]
    assets = [unit_of(work, unit, customer.id, site.id) for unit in units]
    for asset in assets:
        enter(work, asset, site.code)
    recorded = DeliveryRecorded(
        delivery_id=delivery.id,
        customer_id=customer.id,
        order_no=delivery.order_no,
        project_no=delivery.project_no,
        delivered_on=delivery.delivered_on,
        asset_ids=[asset.id for asset in assets],
    )
    work.announce(delivery, recorded)
    work.deliveries.add(delivery)
    for asset in assets:
        await watch(work, asset)
    return DeliveryView.of(delivery)


def _delivered(unit: UnitPapers, command: RecordDelivery) -> UnitPapers:
    known = {
        "sale_date": unit.sale_date or command.delivered_on,
        "project_no": unit.project_no or command.project_no,
    }
    return unit.model_copy(update=known)
