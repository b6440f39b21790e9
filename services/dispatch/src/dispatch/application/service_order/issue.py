"""The designated person issues the service notice to a qualified, free engineer (001-5.5.4)."""

from uuid import UUID

from aftercare_contracts.dispatch import ServiceOrderIssued
from aftercare_contracts.numbers import series_of
from aftercare_kit.fields import Body, Moment
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_order.reach import target_service
from dispatch.application.views_service import ServiceOrderView
from dispatch.domain.booking import Span

ARRIVAL = "service.arrival"


class IssueNotice(Body):
    """Whom to send."""

    engineer_id: UUID
    occurred_at: Moment | None = None


async def issue_notice(command: IssueNotice, order_id: UUID, work: Work) -> ServiceOrderView:
    """Issue the notice; from now on the customer's date is watched (001-T1.3)."""
    RIGHTS.require(work.actor, "visit.schedule")
    at = work.moment(command.occurred_at)
    order = await target_service(work, order_id)
    engineer = await work.engineers.get(command.engineer_id)
    engineer.must_be_qualified(order.skills, order.local_day(order.planned_to))
    job = Span(order.planned_from, order.planned_to)
    calendar = await work.bookings.calendar(engineer.id, job.begins, job.ends)
    calendar.must_take(job, job, engineer.calendar, moved=order.id)
    order.outside_unit = engineer.unit or order.outside_unit
    number = order.notice_number
    if number is None:
        series = series_of(order.department, order.local_day(at))
        number = work.numbers.issue("service_notice", series)
    order.issue(number, engineer.id, engineer.name, at)
    issued = ServiceOrderIssued(
        service_order_id=order.id,
        notice_number=number,
        engineer_id=engineer.id,
        engineer_name=engineer.name,
        planned_from=order.planned_from,
        planned_to=order.planned_to,
    )
    work.announce(order, issued, at)
    await work.timers.set(ARRIVAL, order.id, order.planned_from)
    return ServiceOrderView.of(order)
