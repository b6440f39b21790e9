"""The engineer's steps of a visit: accept, depart, arrive, finish (001-F1)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import (
    VisitAccepted,
    VisitArrived,
    VisitDeparted,
    VisitFinished,
)
from aftercare_kit.fields import Body, Code, Moment
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import VisitView
from dispatch.application.visit.plan import RECORD_ASKED
from dispatch.application.work_order.papers import tell_papers
from dispatch.application.work_order.readiness import readiness
from dispatch.domain.outing import must_be_approved
from dispatch.domain.scheme import Scheme
from dispatch.domain.tool_list import left_behind
from dispatch.domain.visit import Visit
from dispatch.domain.work_order import WorkOrder


class Step(Body):
    """When the engineer did it."""

    occurred_at: Moment | None = None


class Depart(Step):
    """When the engineer left, and with which tools of the list; None says nobody looked."""

    tools: Annotated[list[Code], Field(max_length=200)] | None = None


class Finish(Step):
    """Whether the fault is cleared."""

    fixed: bool


async def _own(visit_id: UUID, work: Work) -> tuple[Visit, WorkOrder]:
    RIGHTS.require(work.actor, "visit.carry_out")
    visit, order = await target_part(work, work.visits, "visit", visit_id)
    visit.must_be_for(work.actor.engineer_id)
    return visit, order


async def accept_visit(command: Step, visit_id: UUID, work: Work) -> VisitView:
    """Take the notice."""
    at = work.moment(command.occurred_at)
    visit, _ = await _own(visit_id, work)
    visit.accept(at)
    accepted = VisitAccepted(
        request_id=visit.request_id,
        visit_id=visit.id,
        work_order_id=visit.work_order_id,
        scheme_id=visit.scheme_id,
    )
    work.announce(visit, accepted, at)
    return VisitView.of(visit)


async def depart_visit(command: Depart, visit_id: UUID, work: Work) -> VisitView:
    """Leave with the parts: certified (001-5.2.1), the outing agreed to (002-4.4.2)."""
    at = work.moment(command.occurred_at)
    visit, order = await _own(visit_id, work)
    scheme = await work.schemes.get(visit.scheme_id)
    engineer = await work.engineers.get(visit.engineer_id)
    recorded = order.parameters.get(RECORD_ASKED) == "everybody"
    engineer.must_be_qualified(scheme.proposal.skills, order.local_day(at), recorded=recorded)
    if order.asks_application:
        must_be_approved(await work.outings.every(work_order_id=order.id), scheme.id)
    visit.depart(at, await _left_behind(command.tools, order, scheme, work))
    departed = VisitDeparted(
        request_id=visit.request_id,
        visit_id=visit.id,
        work_order_id=visit.work_order_id,
        scheme_id=visit.scheme_id,
        engineer_id=visit.engineer_id,
        tools_left=visit.tools_left,
    )
    work.announce(visit, departed, at)
    return VisitView.of(visit)


async def _left_behind(
    taken: list[str] | None, order: WorkOrder, scheme: Scheme, work: Work
) -> list[str] | None:
    """What the lists for such a job name and is not taken along: told, not refused."""
    if taken is None:
        return None
    lists = await work.tool_lists.every(centre=order.centre)
    asked = [each for each in lists if each.goes_along(order.centre, scheme.proposal.skills)]
    return left_behind(asked, taken)


async def arrive_visit(command: Step, visit_id: UUID, work: Work) -> VisitView:
    """Be on site: the arrival clock stops, and a fix clock that counts from arrival starts."""
    at = work.moment(command.occurred_at)
    visit, order = await _own(visit_id, work)
    visit.arrive(at)
    arrived = VisitArrived(
        request_id=visit.request_id,
        visit_id=visit.id,
        work_order_id=visit.work_order_id,
        scheme_id=visit.scheme_id,
    )
    work.announce(visit, arrived, at)
    await keep.stop(work, order.id, {"arrival"}, at)
    await keep.start(work, order, {"arrival"}, at)
    return VisitView.of(visit)


async def finish_visit(command: Finish, visit_id: UUID, work: Work) -> VisitView:
    """End the work on site: its scheme is carried out, its report falls due.

    Another visit needs another scheme, for this one's parts are used.
    """
    at = work.moment(command.occurred_at)
    visit, order = await _own(visit_id, work)
    visit.finish(at, fixed=command.fixed)
    finished = VisitFinished(
        request_id=visit.request_id,
        visit_id=visit.id,
        work_order_id=visit.work_order_id,
        scheme_id=visit.scheme_id,
        fixed=command.fixed,
    )
    work.announce(visit, finished, at)
    order.drop_scheme()
    work.announce(order, readiness(order), at)
    await tell_papers(work, order, at)
    await keep.start(work, order, {"returned", "visit_ended"}, at)
    return VisitView.of(visit)
