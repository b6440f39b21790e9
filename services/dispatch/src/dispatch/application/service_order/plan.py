"""A service of the service table is planned, by hand or from a service plan (001-T1)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from aftercare_contracts.dispatch import ServiceOrderPlanned
from aftercare_contracts.numbers import series_of
from aftercare_kit.fields import Body, Code, Line, Moment
from aftercare_kit.ids import new_id
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_order.zones import known_zone
from dispatch.application.views_service import ServiceOrderView
from dispatch.domain.acceptance import Taught, must_be_theirs
from dispatch.domain.service_order import Occasion, ServiceOrder, Unit
from dispatch.domain.service_table import Kind, Mode

DEPARTMENT = r"^[A-Z]{2,4}$"


class ServedUnit(Body):
    """A unit to be served, and its type: batches are of one type."""

    serial: Code
    type: Code


class PlanService(Body):
    """What is to be done, for whom, where and when; `planned_from` is the customer's date."""

    kind: Kind
    occasion: Occasion = Occasion.USER_REQUEST
    mode: Mode = Mode.ON_SITE
    subject: Line
    customer_id: UUID | None = None
    site_code: Code
    department: Annotated[str, Field(pattern=DEPARTMENT)]
    centre: Code
    zone: Annotated[Line, AfterValidator(known_zone)] = "Asia/Shanghai"
    units: Annotated[list[ServedUnit], Field(max_length=500)] = []
    skills: Annotated[list[Code], Field(max_length=20)] = []
    planned_from: Moment
    planned_to: Moment
    outside_unit: Code | None = None
    request_id: UUID | None = None
    taught: Taught | None = None
    material: Line | None = None


async def plan_service(command: PlanService, work: Work) -> ServiceOrderView:
    """Plan it; on-site work then waits for its notice."""
    RIGHTS.require(work.actor, "service_order.plan")
    if command.taught is not None:
        must_be_theirs(command.taught, work.actor.roles)
    order = await enter(command, work, work.now)
    return ServiceOrderView.of(order)


async def enter(
    command: PlanService, work: Work, at: datetime, plan_id: UUID | None = None
) -> ServiceOrder:
    """Enter the order under its printed number; also what a service plan does by itself."""
    fields = {name: getattr(command, name) for name in PlanService.model_fields}
    fields["units"] = [Unit(unit.serial, unit.type) for unit in command.units]
    order = ServiceOrder(
        id=new_id(), region=work.region, number="", last_act_at=at, plan_id=plan_id, **fields
    )
    series = series_of(order.department, order.local_day(at))
    order.number = work.numbers.issue("service_order", series)
    work.service_orders.add(order)
    planned = ServiceOrderPlanned(
        service_order_id=order.id,
        number=order.number,
        kind=order.kind.value,
        occasion=order.occasion.value,
        mode=order.mode.value,
        customer_id=order.customer_id,
        centre=order.centre,
        planned_from=order.planned_from,
        planned_to=order.planned_to,
        plan_id=order.plan_id,
        request_id=order.request_id,
    )
    work.announce(order, planned, at)
    return order
