"""Plans as people live them: asked for, written, approved, carried out."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_contracts.intake import HandoverCompleted
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


class Office(Desk):
    """Those who write and approve plans."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.region = bench.caller("regional_manager", subject="qu")
        self.head = bench.caller("service_center_head", subject="ke")
        self.leader = bench.caller("company_leader", subject="lu")
        self.year = self.now().year + 1

    async def approved(self, **other: Any) -> dict[str, Any]:
        """A project's plan that its supervisor approved."""
        body = a.a_plan(year=self.year, **other)
        plan = await self.ok(self.region, "/service-plans", body, 201)
        return await self.ok(self.reviewer, f"/service-plans/{plan['id']}/approve", {})

    async def services(self, plan: dict[str, Any]) -> list[dict[str, Any]]:
        """What came of a plan so far."""
        page = await self.dispatcher.get("/service-orders", params={"plan_id": plan["id"]})
        return page.json()["items"]

    def jump_to(self, moment: datetime) -> None:
        """Let time pass until then."""
        self.let_pass(seconds=(moment - self.now()).total_seconds())


@pytest.mark.rule("000-6.4")
@pytest.mark.rule("000-4.2d,e")
@pytest.mark.rule("000-4.3e")
async def test_the_supervisor_approves_the_regions_plan(bench: Bench) -> None:
    """Incomplete it is refused, returned it is mended; spares and budget are told to others."""
    office = Office(bench)
    body = a.a_plan(year=office.year)
    bare = body | {"resources": None}
    assert await office.refused(office.region, "/service-plans", bare) == "plan-resources-missing"
    plan = await office.ok(office.region, "/service-plans", body, 201)
    path = f"/service-plans/{plan['id']}"
    assert await office.refused(office.head, f"{path}/approve", {}) == "not-your-step"
    await office.ok(office.reviewer, f"{path}/return", {"reason": "who pays?"})
    again = {
        name: body[name]
        for name in ("sections", "participants", "resources", "starts_on", "ends_on")
    }
    other = bench.caller("regional_manager", subject="he")
    assert await office.refused(other, f"{path}/resubmit", again) == "only-author-mends"
    await office.ok(office.region, f"{path}/resubmit", again)
    done = await office.ok(office.reviewer, f"{path}/approve", {"comment": "sound"})

    assert done["state"] == "approved"
    (approved,) = await bench.said(said.ServicePlanApproved)
    assert (str(approved.spare_ratio_target), str(approved.budget.amount)) == (
        "0.03",
        "120000.00",
    )


@pytest.mark.rule("001-5.4.1")
async def test_the_yearly_technical_plan_takes_two_approvals(bench: Bench) -> None:
    """Head of the centre first, company leader last; asked for when the year begins."""
    office = Office(bench)
    await bench.fire_timers()
    office.jump_to(datetime(office.year, 1, 1, 0, 1, tzinfo=UTC))
    await bench.fire_timers()
    owed = {row["kind"]: row for row in (await office.head.get("/obligations")).json()["items"]}
    assert set(owed) == {"technical", "annual", "training", "event_handling"}
    assert owed["technical"]["due_at"] == f"{office.year}-03-31T16:00:00Z"
    body = a.a_plan("technical", year=office.year, policy="defence-equipment")
    plan = await office.ok(office.dispatcher, "/service-plans", body, 201)
    path = f"/service-plans/{plan['id']}/approve"
    assert await office.refused(office.leader, path, {}) == "not-your-step"
    assert (await office.ok(office.head, path, {}))["state"] == "submitted"
    assert (await office.ok(office.leader, path, {}))["state"] == "approved"
    assert [event.kind for event in await bench.said(said.ObligationMet)] == ["technical"]

    office.jump_to(datetime(office.year, 3, 31, 16, 1, tzinfo=UTC))
    await bench.fire_timers()
    late = {event.kind for event in await bench.said(said.ObligationOverdue)}
    assert late == {"annual", "training", "event_handling"}


@pytest.mark.rule("002-4.5.5/3.1.1")
@pytest.mark.rule("004-5.3.1.5")
@pytest.mark.parametrize(
    ("kind", "policy"), [("annual", "electrical-automation"), ("proactive", "it-goods")]
)
async def test_the_general_manager_approves_where_the_policy_says(
    bench: Bench, kind: str, policy: str
) -> None:
    office = Office(bench)
    body = a.a_plan(kind, year=office.year, policy=policy)
    plan = await office.ok(office.dispatcher, "/service-plans", body, 201)
    path = f"/service-plans/{plan['id']}/approve"
    assert await office.refused(office.reviewer, path, {}) == "not-your-step"
    assert (await office.ok(office.manager, path, {}))["state"] == "approved"


@pytest.mark.rule("004-5.1.3.2/5.2.2.4")
async def test_each_quarter_asks_for_its_training_plan(bench: Bench) -> None:
    """Once a quarter, however often the calendar is looked at."""
    office = Office(bench)
    await bench.fire_timers()
    for month in (1, 4, 7, 10):
        office.jump_to(datetime(office.year, month, 2, tzinfo=UTC))
        await bench.fire_timers()
        await bench.fire_timers()
    asked = [e.period for e in await bench.said(said.ObligationOpened) if e.kind == "training"]
    assert asked == [f"{office.year}-Q{number}" for number in (1, 2, 3, 4)]
    body = a.a_plan("training", year=office.year, period=f"{office.year}-Q2", policy="it-goods")
    plan = await office.ok(office.personnel, "/service-plans", body, 201)
    supervisor = f"/service-plans/{plan['id']}/approve"
    await office.ok(office.reviewer, supervisor, {})
    assert [event.period for event in await bench.said(said.ObligationMet)] == [f"{office.year}-Q2"]


@pytest.mark.rule("000-6.3.1")
async def test_a_project_in_service_asks_for_its_plan(bench: Bench) -> None:
    """At once; the approved plan meets it, and a plan that is there leaves nothing to ask."""
    office = Office(bench)
    completed = HandoverCompleted(
        handover_id=new_id(),
        project_no="AB-7",
        customer_id=new_id(),
        centre="shenzhen",
        name="Line 7",
        size="large",
        contract_id=new_id(),
        starts_on=date(2026, 1, 1),
        ends_on=date(2028, 1, 1),
    )
    await bench.hear(fact(completed, completed.handover_id, at=office.now()))
    (owed,) = (await office.region.get("/obligations")).json()["items"]
    assert (owed["kind"], owed["period"], owed["roles"]) == (
        "project",
        "AB-7",
        ["regional_manager"],
    )
    await office.approved()
    assert (await office.region.get("/obligations")).json()["items"] == []
    await bench.hear(fact(completed, completed.handover_id, 2, at=office.now()))
    assert len(await bench.said(said.ObligationOpened)) == 1


@pytest.mark.rule("000-6.4")
async def test_only_an_approved_plan_brings_about_services(bench: Bench) -> None:
    """Fourteen days ahead of each job's day, again and again, until the plan is closed."""
    office = Office(bench)
    unit = {"serial": "U-1", "type": "SUN-100"}
    patrol = {
        "kind": "patrol",
        "subject": "Quarterly patrol",
        "site_code": "SZ-01",
        "units": [unit],
        "due_on": f"{office.year}-02-01",
        "every_months": 3,
    }
    training = {"kind": "training", "subject": "Operation", "site_code": "SZ-01"} | {
        "due_on": f"{office.year}-03-01"
    }
    body = a.a_plan(year=office.year, jobs=[patrol, training])
    waiting = await office.ok(office.region, "/service-plans", body | {"project_no": "AB-8"}, 201)
    plan = await office.approved(jobs=[patrol, training])
    office.jump_to(datetime(office.year, 2, 1, tzinfo=UTC) - timedelta(days=13))
    await bench.fire_timers()
    assert await office.services(waiting) == []
    (first,) = await office.services(plan)
    assert (first["kind"], first["state"], first["occasion"]) == ("patrol", "planned", "contract")
    assert first["planned_from"] == f"{office.year}-02-01T01:00:00Z"

    office.jump_to(datetime(office.year, 5, 1, tzinfo=UTC))
    await bench.fire_timers()
    kinds = [each["kind"] for each in await office.services(plan)]
    assert kinds == ["patrol", "training", "patrol"]
    shown = (await office.region.get(f"/service-plans/{plan['id']}")).json()
    assert [(job["kind"], job["done"], job["over"]) for job in shown["jobs"]] == [
        ("training", 1, True),
        ("patrol", 2, False),
    ]
    await office.ok(office.region, f"/service-plans/{plan['id']}/close", {"reason": "sold"})
    office.jump_to(datetime(office.year, 12, 31, tzinfo=UTC))
    await bench.fire_timers()
    assert len(await office.services(plan)) == 3


async def test_a_job_outside_its_plans_time_is_refused(bench: Bench) -> None:
    office = Office(bench)
    job = {"kind": "customer_visit", "subject": "x", "site_code": "y", "due_on": "2020-01-01"}
    body = a.a_plan(year=office.year, jobs=[job])
    assert await office.refused(office.region, "/service-plans", body) == "plan-window-invalid"
    elsewhere = bench.caller("regional_manager", centre="wuhan")
    plan = await office.approved()
    assert (await elsewhere.get(f"/service-plans/{plan['id']}")).status_code == 404
    path = f"/service-plans/{plan['id']}/close"
    assert await office.refused(elsewhere, path, {"reason": "x"}) == "unknown-record"
