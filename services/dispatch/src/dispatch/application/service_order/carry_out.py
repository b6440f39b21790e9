"""The engineer's steps of a service: accept, depart, begin, finish, come back, hand in."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import (
    ServiceOrderDone,
    ServiceOrderHandedIn,
    ServiceOrderProgressed,
    ServiceOrderReturned,
)
from aftercare_contracts.dispatch.service_order import UnitResult
from aftercare_kit.fields import Body, Code, Line, Moment
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_order.issue import ARRIVAL
from dispatch.application.service_order.reach import target_service
from dispatch.application.views_service import ServiceOrderView
from dispatch.domain.errors import SignatureMissing
from dispatch.domain.hand_in import hand_in_warn
from dispatch.domain.service_errors import ReportsMissing
from dispatch.domain.service_order import ServiceOrder, ServiceState
from dispatch.domain.service_table import Result

HAND_IN_WARN, HAND_IN_DUE = "service.hand_in_warn", "service.hand_in_due"


class ServiceStep(Body):
    """When it happened."""

    occurred_at: Moment | None = None


class ServedResult(Body):
    """How one unit was left."""

    serial: Code
    type: Code
    normal: bool
    remark: Line | None = None


class FinishService(ServiceStep):
    """Each unit's result, and how long customers were trained."""

    results: Annotated[list[ServedResult], Field(max_length=500)] = []
    training_hours: Annotated[Decimal, Field(gt=0, le=400, decimal_places=2)] | None = None


async def _own(order_id: UUID, work: Work) -> ServiceOrder:
    RIGHTS.require(work.actor, "service_order.carry_out")
    order = await target_service(work, order_id)
    order.must_be_for(work.actor.engineer_id)
    return order


async def accept_service(command: ServiceStep, order_id: UUID, work: Work) -> ServiceOrderView:
    """Take the notice."""
    at = work.moment(command.occurred_at)
    order = await _own(order_id, work)
    order.step(ServiceState.ACCEPTED, at)
    work.announce(order, _progressed(order, "accepted"), at)
    return ServiceOrderView.of(order)


async def depart_service(command: ServiceStep, order_id: UUID, work: Work) -> ServiceOrderView:
    """Leave, as long as every certificate still holds (001-5.2.1)."""
    at = work.moment(command.occurred_at)
    order = await _own(order_id, work)
    if order.engineer_id is not None:
        engineer = await work.engineers.get(order.engineer_id)
        engineer.must_be_qualified(order.skills, order.local_day(at))
    order.step(ServiceState.DEPARTED, at)
    work.announce(order, _progressed(order, "departed"), at)
    return ServiceOrderView.of(order)


async def begin_service(command: ServiceStep, order_id: UUID, work: Work) -> ServiceOrderView:
    """Be on site on the customer's date, or start where nobody has to travel (001-T1.3)."""
    at = work.moment(command.occurred_at)
    order = await _own(order_id, work)
    order.begin(at)
    await work.timers.cancel(ARRIVAL, order.id)
    work.announce(order, _progressed(order, "working"), at)
    return ServiceOrderView.of(order)


async def finish_service(command: FinishService, order_id: UUID, work: Work) -> ServiceOrderView:
    """End the work; the reports that the table demands are due."""
    at = work.moment(command.occurred_at)
    order = await _own(order_id, work)
    results = [Result(r.serial, r.type, r.normal, r.remark) for r in command.results]
    order.finish(at, results, command.training_hours)
    done = ServiceOrderDone(
        service_order_id=order.id,
        kind=order.kind.value,
        mode=order.mode.value,
        customer_id=order.customer_id,
        centre=order.centre,
        units=[UnitResult(serial=r.serial, type=r.type, normal=r.normal) for r in results],
        training_hours=order.training_hours,
        reports=[demand.form.value for demand in order.demands],
    )
    work.announce(order, done, at)
    return ServiceOrderView.of(order)


async def return_from_service(command: ServiceStep, order_id: UUID, work: Work) -> ServiceOrderView:
    """Be back: three days for the papers, or until the month ends (001-5.5.6a, c)."""
    at = work.moment(command.occurred_at)
    order = await _own(order_id, work)
    due = order.come_back(at)
    returned = ServiceOrderReturned(service_order_id=order.id, hand_in_due_at=due)
    work.announce(order, returned, at)
    warn = hand_in_warn(at, order.zone, outside=order.outside_unit is not None)
    await work.timers.set(HAND_IN_WARN, order.id, warn)
    await work.timers.set(HAND_IN_DUE, order.id, due)
    return ServiceOrderView.of(order)


async def hand_in_service(command: ServiceStep, order_id: UUID, work: Work) -> ServiceOrderView:
    """Bring notice and reports to the desk: all that are demanded, all valid (001-5.5.5b)."""
    at = work.moment(command.occurred_at)
    order = await _own(order_id, work)
    order.hand_in(at)
    reports = await work.service_reports.every(service_order_id=order.id)
    for demand in order.demands:
        if not any(report.meets(demand) for report in reports):
            raise ReportsMissing(form=demand.form, units=", ".join(demand.units))
    if not all(report.valid for report in reports):
        raise SignatureMissing
    handed_in = ServiceOrderHandedIn(
        service_order_id=order.id,
        customer_id=order.customer_id,
        call_back=order.brought_into_service,
        number=order.number,
        kind=order.kind.value,
        centre=order.centre,
    )
    work.announce(order, handed_in, at)
    await work.timers.cancel(HAND_IN_WARN, order.id)
    await work.timers.cancel(HAND_IN_DUE, order.id)
    return ServiceOrderView.of(order)


def _progressed(
    order: ServiceOrder, state: Literal["accepted", "departed", "working"]
) -> ServiceOrderProgressed:
    return ServiceOrderProgressed(service_order_id=order.id, state=state)
