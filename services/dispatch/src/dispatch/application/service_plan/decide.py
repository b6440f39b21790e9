"""Approvers pass a plan on or send it back; approved, it is in force (000-6.4)."""

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_contracts.dispatch import (
    ServicePlanApproved,
    ServicePlanClosed,
    ServicePlanReturned,
    ServicePlanReviewed,
)
from aftercare_contracts.values import Amount
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Line, Moment, Prose
from dispatch.application.obligation.keep import meet
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_plan.bring_about import AHEAD, JOB
from dispatch.application.service_plan.fields import PlanBody
from dispatch.application.service_plan.submit import open_round, submitted
from dispatch.application.views_plan import ServicePlanView
from dispatch.domain.service_plan import PlanJob, ServicePlan


class ApprovePlan(Body):
    """When the approver agreed, and with which words."""

    occurred_at: Moment | None = None
    comment: Prose | None = None


class ReturnPlan(Body):
    """What the author has to mend."""

    reason: Prose


class ClosePlan(Body):
    """Why no further job is to come from it."""

    reason: Line


async def _target(work: Work, plan_id: UUID) -> ServicePlan:
    plan = await work.service_plans.target(plan_id)
    if work.actor.centre not in {None, plan.centre}:
        raise UnknownRecord("service_plan", plan_id)
    return plan


async def _written_by_us(work: Work, plan_id: UUID) -> ServicePlan:
    RIGHTS.require(work.actor, "plan.write")
    plan = await _target(work, plan_id)
    RIGHTS.require(work.actor, f"plan.write_{plan.kind.value}")
    return plan


async def approve_plan(command: ApprovePlan, plan_id: UUID, work: Work) -> ServicePlanView:
    """Take a step of its approval; after the last its jobs are on their way."""
    RIGHTS.require(await work.approvals.actor(), "plan.approve")
    at = work.moment(command.occurred_at)
    plan = await _target(work, plan_id)
    plan.must_wait(at)
    approval = await work.approvals.under_way(plan.id)
    await work.approvals.approve(approval, at, command.comment)
    by = work.actor.subject
    if approval.pending:
        plan.note_step(at)
        reviewed = ServicePlanReviewed(service_plan_id=plan.id, kind=plan.kind.value, reviewer=by)
        work.announce(plan, reviewed, at)
        return ServicePlanView.of(plan)
    plan.approve(at)
    jobs = await work.plan_jobs.every(plan_id=plan.id)
    work.announce(plan, _approved(plan, jobs, by), at)
    for job in jobs:
        await work.timers.set(JOB, job.id, _when(job, plan))
    await meet(work, plan.kind.value, plan.project_no or plan.period, plan.id)
    return ServicePlanView.of(plan)


async def return_plan(command: ReturnPlan, plan_id: UUID, work: Work) -> ServicePlanView:
    """Send it back to its author."""
    RIGHTS.require(await work.approvals.actor(), "plan.approve")
    plan = await _target(work, plan_id)
    plan.must_wait(work.now)
    approval = await work.approvals.under_way(plan.id)
    await work.approvals.give_back(approval, work.now, command.reason)
    plan.give_back(work.now, command.reason)
    returned = ServicePlanReturned(
        service_plan_id=plan.id,
        kind=plan.kind.value,
        reason=command.reason,
        reviewer=work.actor.subject,
    )
    work.announce(plan, returned)
    return ServicePlanView.of(plan)


async def resubmit_plan(command: PlanBody, plan_id: UUID, work: Work) -> ServicePlanView:
    """The author submits a mended plan; its approval begins anew."""
    plan = await _written_by_us(work, plan_id)
    plan.resubmit(work.actor.subject, work.now, command.proposal())
    work.announce(plan, submitted(plan))
    await open_round(work, plan)
    return ServicePlanView.of(plan)


async def close_plan(command: ClosePlan, plan_id: UUID, work: Work) -> ServicePlanView:
    """End it; what it brought about already goes on."""
    plan = await _written_by_us(work, plan_id)
    plan.close()
    closed = ServicePlanClosed(service_plan_id=plan.id, kind=plan.kind.value, reason=command.reason)
    work.announce(plan, closed)
    for job in await work.plan_jobs.every(plan_id=plan.id):
        await work.timers.cancel(JOB, job.id)
    return ServicePlanView.of(plan)


def _when(job: PlanJob, plan: ServicePlan) -> datetime:
    """Some days ahead, so that somebody can be found."""
    return datetime.combine(job.due_on, time(), ZoneInfo(plan.zone)) - AHEAD


def _approved(plan: ServicePlan, jobs: list[PlanJob], approver: str) -> ServicePlanApproved:
    counted: dict[str, int] = {}
    for job in jobs:
        counted[job.kind.value] = counted.get(job.kind.value, 0) + 1
    given = plan.proposal.resources
    return ServicePlanApproved(
        service_plan_id=plan.id,
        kind=plan.kind.value,
        number=plan.number,
        year=plan.year,
        centre=plan.centre,
        project_no=plan.project_no,
        customer_id=plan.customer_id,
        spare_ratio_target=given.spare_ratio_target if given else None,
        budget=Amount(amount=given.budget) if given else None,
        jobs=counted,
        approver=approver,
    )
