"""A service plan goes to the approvers that its policy names (000-6.4, 001-5.4.1, 002-4.5.5)."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from aftercare_clocks import PRESETS, resolve
from aftercare_contracts.dispatch import ServicePlanSubmitted
from aftercare_contracts.numbers import series_of
from aftercare_kit.approvals import Matter, step
from aftercare_kit.fields import Code, Line
from aftercare_kit.ids import new_id
from aftercare_kit.roles import Role
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_order.plan import DEPARTMENT
from dispatch.application.service_order.zones import known_zone
from dispatch.application.service_plan.fields import PlanBody, PlannedJob
from dispatch.application.views_plan import ServicePlanView
from dispatch.domain.plan_errors import PlanWindowInvalid
from dispatch.domain.service_plan import SECTIONS, PlanJob, PlanKind, ServicePlan

YEARLY = frozenset({PlanKind.TECHNICAL, PlanKind.ANNUAL, PlanKind.TRAINING})


class SubmitPlan(PlanBody):
    """The whole plan; `period` is the year, or a quarter such as 2027-Q1."""

    kind: PlanKind
    period: Annotated[str, Field(pattern=r"^20\d\d(-Q[1-4])?$")]
    centre: Code
    zone: Annotated[Line, AfterValidator(known_zone)] = "Asia/Shanghai"
    department: Annotated[str, Field(pattern=DEPARTMENT)]
    policy: Annotated[str, Field(pattern="^(" + "|".join(PRESETS) + ")$")] = "base"
    project_no: Code | None = None
    customer_id: UUID | None = None
    jobs: Annotated[list[PlannedJob], Field(max_length=500)] = []


async def submit_plan(command: SubmitPlan, work: Work) -> ServicePlanView:
    """Take the plan in and send it on its way; its jobs wait for its approval."""
    RIGHTS.require(work.actor, f"plan.write_{command.kind.value}")
    named = ("kind", "period", "centre", "zone", "department", "policy", "project_no")
    plan = ServicePlan(
        id=new_id(),
        region=work.region,
        number="",
        year=int(command.period[:4]),
        author=work.actor.subject,
        proposal=command.proposal(),
        last_act_at=work.now,
        customer_id=command.customer_id,
        **{name: getattr(command, name) for name in named},
    )
    for job in command.jobs:
        if not command.starts_on <= job.due_on <= command.ends_on:
            raise PlanWindowInvalid(field="jobs")
    series = series_of(plan.department, work.now.date())
    plan.number = work.numbers.issue("service_plan", series)
    work.service_plans.add(plan)
    for job in command.jobs:
        work.plan_jobs.add(_job(job, plan))
    work.announce(plan, submitted(plan))
    await open_round(work, plan)
    return ServicePlanView.of(plan)


def submitted(plan: ServicePlan) -> ServicePlanSubmitted:
    """The fact that a plan went to its approvers."""
    return ServicePlanSubmitted(
        service_plan_id=plan.id,
        kind=plan.kind.value,
        number=plan.number,
        author=plan.author,
        centre=plan.centre,
    )


async def open_round(work: Work, plan: ServicePlan) -> None:
    """Each approver of the policy takes a step, in the order it lists them."""
    policy = resolve(plan.policy, version=1, effective_from=datetime(2020, 1, 1, tzinfo=UTC))
    chain = "plan.annual.approvers" if plan.kind in YEARLY else "plan.approvers"
    steps = [step(f"plan_{role}", Role(role)) for role in policy.texts(chain)]
    matter = Matter(
        kind="service_plan",
        id=plan.id,
        title=f"{plan.number} {plan.period}",
        author=plan.author,
        rule=_APPROVAL_RULE.get(plan.kind, SECTIONS[plan.kind][0]),
        centre=plan.centre,
    )
    await work.approvals.open(matter, steps, work.now)


_APPROVAL_RULE = {PlanKind.PROJECT: "000-6.4", PlanKind.TECHNICAL: "001-5.4.1"}


def _job(job: PlannedJob, plan: ServicePlan) -> PlanJob:
    return PlanJob(
        id=new_id(),
        region=plan.region,
        plan_id=plan.id,
        kind=job.kind,
        subject=job.subject,
        site_code=job.site_code,
        customer_id=job.customer_id or plan.customer_id,
        units=[unit.model_dump() for unit in job.units],
        skills=list(job.skills),
        due_on=job.due_on,
        every_months=job.every_months,
    )
