"""A planned visit moves to another time or engineer, most often at the customer's wish."""

from typing import Literal
from uuid import UUID

from aftercare_contracts.dispatch import VisitRescheduled
from aftercare_kit.fields import Line
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import VisitView
from dispatch.application.visit.plan import Window, minutes, take_time
from dispatch.application.work_order.customer_window import agree


class RescheduleVisit(Window):
    """The new time and engineer, who asked for it, and why."""

    reason: Line
    asked_by: Literal["us", "customer"] = "us"


async def reschedule_visit(command: RescheduleVisit, visit_id: UUID, work: Work) -> VisitView:
    """Plan the visit anew; the engineer has to accept it again."""
    RIGHTS.require(work.actor, "visit.schedule")
    visit, order = await target_part(work, work.visits, "visit", visit_id)
    scheme = await work.schemes.get(visit.scheme_id)
    if command.asked_by == "customer":
        await agree(work, order, command.planned_from, command.planned_from, work.now)
    engineer, plan = await take_time(command, order, scheme, work, visit.id)
    visit.reschedule(engineer.id, engineer.name, engineer.unit, plan, work.now, command.contact_id)
    rescheduled = VisitRescheduled(
        request_id=visit.request_id,
        visit_id=visit.id,
        work_order_id=visit.work_order_id,
        scheme_id=visit.scheme_id,
        engineer_id=engineer.id,
        engineer_name=engineer.name,
        planned_from=visit.planned_from,
        planned_to=visit.planned_to,
        reason=command.reason,
        travel_minutes=minutes(visit.travel),
        unit=visit.unit,
        asked_by=command.asked_by,
    )
    work.announce(visit, rescheduled)
    return VisitView.of(visit)
