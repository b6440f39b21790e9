"""Who goes when: what must hold before an engineer's time is taken (001-5.2.1, 001-5.5.4)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_kit.fields import Body, Line, Moment
from dispatch.application.ports import Work
from dispatch.domain.booking import Span
from dispatch.domain.engineer import Engineer
from dispatch.domain.errors import EngineerOffHours
from dispatch.domain.scheme import Scheme
from dispatch.domain.visit import Plan
from dispatch.domain.work_order import WorkOrder

RECORD_ASKED = "staff.qualification"
"""The policy's parameter that says whether our own people need a qualification record too."""


class Window(Body):
    """Whom to send and for when; the way there and back is taken from their calendar as well.

    `contact_id` names who receives the engineer: one of the customer's contacts in intake.
    Without `travel_minutes` the way is estimated from the engineer's home and the site, where both
    are known. A visit outside working hours and duty needs a reason.
    """

    engineer_id: UUID
    planned_from: Moment
    planned_to: Moment
    contact_id: UUID | None = None
    travel_minutes: Annotated[int, Field(ge=0, le=2880)] | None = None
    off_hours_because: Line | None = None


async def take_time(
    window: Window,
    order: WorkOrder,
    scheme: Scheme,
    work: Work,
    moved: UUID | None = None,
) -> tuple[Engineer, Plan]:
    """The engineer, qualified and free for the whole outing; their row stays locked.

    Args:
        window: whom and when.
        order: whose customer is visited.
        scheme: what skills it takes.
        work: the open transaction.
        moved: the visit that is being moved, which is not in its own way.

    """
    order.must_suit_customer(window.planned_from)
    engineer = await work.engineers.get(window.engineer_id)
    order.must_be_allocated(engineer.id, engineer.centre)
    engineer.must_be_qualified(
        scheme.proposal.skills,
        order.local_day(window.planned_to),
        recorded=order.parameters.get(RECORD_ASKED) == "everybody",
    )
    plan = Plan(window.planned_from, window.planned_to, _travel(window, engineer, order))
    busy = Span(plan.busy_from, plan.busy_to)
    calendar = await work.bookings.calendar(engineer.id, busy.begins, busy.ends)
    job = Span(plan.planned_from, plan.planned_to)
    try:
        calendar.must_take(busy, job, engineer.calendar, moved)
    except EngineerOffHours:
        if window.off_hours_because is None:
            raise
        work.note("visit.off_hours", "work_order", order.id, engineer=engineer.code)
    return engineer, plan


def _travel(window: Window, engineer: Engineer, order: WorkOrder) -> timedelta:
    if window.travel_minutes is not None:
        return timedelta(minutes=window.travel_minutes)
    if engineer.home is None or order.place is None:
        return timedelta()
    return engineer.home.travel_to(order.place)


def minutes(span: timedelta) -> int:
    """A span of travel as events carry it."""
    return round(span.total_seconds() / 60)
