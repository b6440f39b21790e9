"""When a planned job's day comes near, it becomes a service order (000-6.3, 002-4.5.5)."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from dispatch.application.ports import Work
from dispatch.application.service_order.plan import PlanService, ServedUnit, enter
from dispatch.domain.service_order import Occasion
from dispatch.domain.service_plan import PlanState
from dispatch.domain.service_table import TABLE, Mode

JOB = "plan.job"
AHEAD = timedelta(days=14)
_BEGINS, _ENDS = time(9), time(17)


async def bring_about(work: Work, job_id: UUID) -> None:
    """Enter the service order of a plan that is in force, and look ahead to the next one."""
    job = await work.plan_jobs.get(job_id)
    plan = await work.service_plans.get(job.plan_id)
    if plan.state is not PlanState.APPROVED or job.over:
        return
    zone = ZoneInfo(plan.zone)
    modes = TABLE[job.kind].modes
    order = await enter(
        PlanService(
            kind=job.kind,
            occasion=Occasion.CONTRACT if plan.project_no else Occasion.ANNUAL_PLAN,
            mode=Mode.ON_SITE if Mode.ON_SITE in modes else min(modes),
            subject=job.subject,
            customer_id=job.customer_id,
            site_code=job.site_code,
            department=plan.department,
            centre=plan.centre,
            zone=plan.zone,
            units=[ServedUnit.model_validate(unit) for unit in job.units],
            skills=job.skills,
            planned_from=datetime.combine(job.due_on, _BEGINS, zone).astimezone(UTC),
            planned_to=datetime.combine(job.due_on, _ENDS, zone).astimezone(UTC),
        ),
        work,
        work.now,
        plan.id,
    )
    if job.brought_about(order.id, plan.proposal.ends_on):
        ahead = datetime.combine(job.due_on, time(), zone) - AHEAD
        await work.timers.set(JOB, job.id, ahead)
