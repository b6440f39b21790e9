"""A planned visit moves to another time or engineer, most often at the customer's wish."""

from uuid import UUID

from aftercare_contracts.dispatch import VisitRescheduled
from aftercare_kit.fields import Body, Line, Moment
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import VisitView


class RescheduleVisit(Body):
    """The new time and engineer, and why."""

    engineer_id: UUID
    planned_from: Moment
    planned_to: Moment
    reason: Line


async def reschedule_visit(command: RescheduleVisit, visit_id: UUID, work: Work) -> VisitView:
    """Plan the visit anew; the engineer has to accept it again."""
    RIGHTS.require(work.actor, "visit.schedule")
    visit, order = await target_part(work, work.visits, "visit", visit_id)
    scheme = await work.schemes.get(visit.scheme_id)
    engineer = await work.engineers.get(command.engineer_id)
    engineer.must_be_qualified(scheme.proposal.skills, order.local_day(command.planned_to))
    visit.reschedule(engineer.id, engineer.name, command.planned_from, command.planned_to, work.now)
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
    )
    work.announce(visit, rescheduled)
    return VisitView.of(visit)
