"""Service plans: complete or refused, in force or not, and what comes of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import plan_errors as errors
from dispatch.domain.service_plan import (
    SECTIONS,
    PlanJob,
    PlanKind,
    PlanState,
    Proposal,
    Resources,
    ServicePlan,
    add_months,
)
from dispatch.domain.service_table import Kind
from services.dispatch.tests.aggregates import HOUR, NINE, key
from services.dispatch.tests.states import PLAN
from services.dispatch.tests.unit.test_any_sequence import act, acts, moments, people, walk

RESOURCES = Resources(2, 0, 0, Decimal("0.03"), "Shenzhen", "monthly count", Decimal(120_000))


def a_proposal(kind: PlanKind = PlanKind.PROJECT, **other: Any) -> Proposal:
    said: dict[str, Any] = {
        "sections": dict.fromkeys(SECTIONS[kind][1], "as agreed"),
        "participants": ["regional_manager", "customer"],
        "resources": RESOURCES if kind is PlanKind.PROJECT else None,
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 12, 31),
    }
    return Proposal(**said | other)


def a_plan(kind: PlanKind = PlanKind.PROJECT, **other: Any) -> ServicePlan:
    return ServicePlan(
        id=key(30),
        region="cn-south",
        number="SC270101",
        kind=kind,
        year=2027,
        period="2027",
        centre="shenzhen",
        zone="Asia/Shanghai",
        department="SC",
        policy="base",
        author="zhao",
        proposal=a_proposal(kind, **other),
        last_act_at=NINE,
    )


@pytest.mark.rule("000-6.3.3")
@pytest.mark.rule("001-5.4.2")
@pytest.mark.rule("002-4.5.5/3.1.1")
@pytest.mark.rule("004-5.1.3.2/5.2.2.4")
@pytest.mark.rule("004-5.3.1.5")
@pytest.mark.parametrize("kind", PlanKind)
def test_a_plan_tells_all_that_its_kind_has_to_tell(kind: PlanKind) -> None:
    """Five outputs, six sections, three kinds of task: whichever is missing is named."""
    assert a_plan(kind).state is PlanState.SUBMITTED
    rule, asked = SECTIONS[kind]
    for name in asked:
        left = {other: "as agreed" for other in asked if other != name}
        with pytest.raises(errors.PlanIncomplete) as refused:
            a_plan(kind, sections=left)
        assert (refused.value.rule, refused.value.facts["missing"]) == (rule, name)


@pytest.mark.rule("000-6.3.4")
def test_a_projects_plan_provides_people_spares_and_budget() -> None:
    with pytest.raises(errors.PlanResourcesMissing):
        a_plan(resources=None)


@pytest.mark.rule("000-6.3.2")
def test_region_customer_and_crew_make_the_plan_together() -> None:
    """The crew where there is one."""
    with pytest.raises(errors.PlanParticipantsMissing) as refused:
        a_plan(participants=["regional_manager"])
    assert refused.value.facts["missing"] == "customer"
    with_crew = replace(RESOURCES, outsourced=3)
    with pytest.raises(errors.PlanParticipantsMissing):
        a_plan(resources=with_crew)
    makers = ["regional_manager", "customer", "outsourced_team"]
    assert a_plan(resources=with_crew, participants=makers)


@pytest.mark.rule("000-6.4")
def test_a_returned_plan_is_mended_by_its_author() -> None:
    plan = a_plan()
    with pytest.raises(ActBeforeItsCause):
        plan.approve(NINE - HOUR)
    plan.give_back(NINE, "no budget")
    with pytest.raises(errors.OnlyAuthorMends):
        plan.resubmit("sun", NINE, a_proposal())
    with pytest.raises(errors.PlanResourcesMissing):
        plan.resubmit("zhao", NINE, a_proposal(resources=None))
    plan.resubmit("zhao", NINE, a_proposal())
    plan.approve(NINE)
    plan.close()
    assert plan.state is PlanState.CLOSED


def test_a_plan_ends_after_it_begins() -> None:
    with pytest.raises(errors.PlanWindowInvalid):
        a_plan(ends_on=date(2027, 1, 1))


@given(
    acts(
        act("note_step", moments),
        act("approve", moments),
        act("give_back", moments, st.just("why")),
        act("resubmit", people, moments, st.builds(a_proposal)),
        act("close"),
    )
)
@settings(max_examples=100, deadline=None)
def test_a_plan_never_leaves_its_table(tried: list[Any]) -> None:
    plan = a_plan()
    walk(plan, tried, PLAN)
    assert plan.approved_at is not None or plan.state in {PlanState.SUBMITTED, PlanState.RETURNED}


def a_job(every_months: int | None) -> PlanJob:
    return PlanJob(
        id=key(31),
        region="cn-south",
        plan_id=key(30),
        kind=Kind.PATROL,
        subject="Patrol",
        site_code="SZ-01",
        customer_id=None,
        units=[],
        skills=[],
        due_on=date(2027, 1, 31),
        every_months=every_months,
    )


@pytest.mark.parametrize(("every", "times"), [(None, 1), (1, 12), (3, 4), (12, 1)])
def test_a_job_comes_as_often_as_planned(every: int | None, times: int) -> None:
    """Until the plan ends, and never after."""
    job = a_job(every)
    while job.brought_about(key(40), date(2027, 12, 31)):
        assert job.due_on <= date(2027, 12, 31)
    assert (job.done, job.over) == (times, True)


def test_the_last_day_of_a_month_stays_one() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)
