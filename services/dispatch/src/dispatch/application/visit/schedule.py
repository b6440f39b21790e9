"""The dispatcher issues a service notice to a qualified, free engineer (001-5.5.4, 001-5.2.1)."""

from uuid import UUID

from aftercare_contracts.dispatch import VisitScheduled
from aftercare_contracts.numbers import series_of
from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.fields import Moment, Prose
from aftercare_kit.ids import new_id
from dispatch.application.clock import keep
from dispatch.application.outing.apply import PAPERS
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import VisitView
from dispatch.application.visit.plan import Window, minutes, take_time
from dispatch.domain.errors import VisitUnderWay
from dispatch.domain.visit import Visit


class ScheduleVisit(Window):
    """Whom to send when, and what for: the scheme's action where nothing else is said."""

    task: Prose | None = None
    occurred_at: Moment | None = None


async def schedule_visit(command: ScheduleVisit, work_order_id: UUID, work: Work) -> VisitView:
    """Issue the notice; its number is taken last, so that others wait for it but briefly."""
    RIGHTS.require(work.actor, "visit.schedule")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    scheme = await work.schemes.get(order.must_be_ready_to_travel())
    if at < scheme.last_act_at:
        raise ActBeforeItsCause("001-5.5.4", field="occurred_at", last_act_at=scheme.last_act_at)
    if any(visit.open for visit in await work.visits.every(work_order_id=order.id)):
        raise VisitUnderWay
    order.must_know_contact(command.contact_id)
    engineer, plan = await take_time(command, order, scheme, work)
    series = series_of(order.department, order.local_day(at))
    visit = Visit(
        id=new_id(),
        region=order.region,
        number=work.numbers.issue("service_notice", series),
        request_id=order.request_id,
        work_order_id=order.id,
        scheme_id=scheme.id,
        engineer_id=engineer.id,
        engineer_name=engineer.name,
        planned_from=plan.planned_from,
        planned_to=plan.planned_to,
        busy_from=plan.busy_from,
        busy_to=plan.busy_to,
        last_act_at=at,
        unit=engineer.unit,
        task=command.task or scheme.proposal.action,
        head_by=work.actor.subject,
        head_at=at,
        contact_id=command.contact_id,
    )
    work.visits.add(visit)
    scheduled = VisitScheduled(
        request_id=visit.request_id,
        visit_id=visit.id,
        work_order_id=order.id,
        scheme_id=scheme.id,
        number=visit.number,
        engineer_id=engineer.id,
        engineer_name=engineer.name,
        planned_from=visit.planned_from,
        planned_to=visit.planned_to,
        travel_minutes=minutes(visit.travel),
        unit=visit.unit,
        task=visit.task,
    )
    work.announce(visit, scheduled, at)
    if not order.asks_application:  # Else the papers are the application, not the notice.
        await keep.stop(work, order.id, {PAPERS}, at)
    await keep.start(work, order, {"notice"}, at)
    return VisitView.of(visit)
