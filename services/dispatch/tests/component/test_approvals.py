"""Approvals as people meet them: their list, standing in, waiting, escalation, the trail."""

from datetime import timedelta
from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

POLICY = {"scheme.approvers": "service_supervisor", "scheme.major_approvers": "gm"}


async def submitted(desk: Desk, **other: Any) -> dict[str, Any]:
    """A scheme in review under a policy that names its reviewer."""
    order = await desk.triage(**{"parameters": POLICY} | other)
    return await desk.ok(desk.author, f"/work-orders/{order['id']}/schemes", a.a_scheme(), 201)


async def waiting(client: Any) -> list[str]:
    """What waits for somebody's approval."""
    return [each["about_id"] for each in (await client.get("/approvals")).json()["items"]]


@pytest.mark.rule("000-6.4")
async def test_the_policy_names_who_reviews(bench: Bench) -> None:
    """Quality may review in general, but not where the policy names the supervisor."""
    desk = Desk(bench)
    scheme = await submitted(desk)
    quality = bench.caller("quality", subject="he")
    assert await waiting(quality) == []
    assert await waiting(desk.reviewer) == [scheme["id"]]
    path = f"/schemes/{scheme['id']}/approve"
    assert await desk.refused(quality, path, {}) == "not-your-step"
    await desk.ok(desk.reviewer, path, {"comment": "sound"})
    assert await waiting(desk.reviewer) == []

    (walk,) = (await desk.dispatcher.get(f"/schemes/{scheme['id']}/approvals")).json()
    (decision,) = walk["decisions"]
    assert (decision["by"], decision["role"], decision["comment"]) == (
        "sun",
        "service_supervisor",
        "sound",
    )
    (entry,) = await bench.rows(
        "select subject, detail from audit where action = 'scheme.approved' and detail ? 'step'"
    )
    assert (entry["subject"], entry["detail"]["comment"]) == ("sun", "sound")
    assert entry["detail"]["role"] == "service_supervisor"


@pytest.mark.rule("000-6.4")
async def test_somebody_stands_in_while_the_reviewer_is_away(bench: Bench) -> None:
    """For the time lent and no longer; the trail names both."""
    desk = Desk(bench)
    scheme = await submitted(desk)
    path = f"/schemes/{scheme['id']}/approve"
    deputy = bench.caller("field_engineer", subject="he")
    assert (await deputy.post(path, json={})).json()["code"] == "right-missing"
    lent = {
        "delegate": "he",
        "roles": ["service_supervisor"],
        "starts_at": desk.now().isoformat(),
        "ends_at": (desk.now() + timedelta(days=7)).isoformat(),
        "reason": "leave",
    }
    assert await desk.refused(deputy, "/delegations", lent | {"delegate": "wu"}) == "role-not-held"
    assert await desk.refused(desk.reviewer, "/delegations", lent | {"delegate": "sun"}) == (
        "delegation-invalid"
    )
    delegation = await desk.ok(desk.reviewer, "/delegations", lent, 201)
    seen = (await deputy.get("/delegations")).json()["items"]
    assert [each["id"] for each in seen] == [delegation["id"]]
    assert await waiting(deputy) == [scheme["id"]]

    await desk.ok(deputy, path, {})

    (walk,) = (await desk.dispatcher.get(f"/schemes/{scheme['id']}/approvals")).json()
    assert (walk["decisions"][0]["by"], walk["decisions"][0]["on_behalf_of"]) == ("he", "sun")
    end = f"/delegations/{delegation['id']}/end"
    assert await desk.refused(deputy, end, {}) == "unknown-record"
    await desk.ok(desk.reviewer, end, {})
    assert await desk.refused(desk.reviewer, end, {}) == "delegation-over"
    other = await submitted(desk)
    stopped = await deputy.post(f"/schemes/{other['id']}/approve", json={})
    assert stopped.json()["code"] == "right-missing"


async def test_who_does_not_act_is_reminded_and_then_passed_over(bench: Bench) -> None:
    """A reminder each four hours; after eight the next one up may decide."""
    desk = Desk(bench)
    hours = {"approval.remind_hours": "3", "approval.escalate_hours": "5"}
    scheme = await submitted(desk, parameters=POLICY | hours)
    superior = bench.caller("service_dept_manager", subject="fu")
    path = f"/schemes/{scheme['id']}/approve"
    assert await desk.refused(superior, path, {}) == "not-your-step"
    desk.let_pass(hours=3, minutes=1)
    assert await bench.fire_timers()
    desk.let_pass(hours=2)
    assert await bench.fire_timers()

    told = await bench.rows("select kind, roles from notice where about = 'scheme' order by id")
    assert [(each["kind"], each["roles"]) for each in told] == [
        ("approval-waiting", ["service_supervisor"]),
        ("approval-reminder", ["service_supervisor"]),
        ("approval-escalated", ["service_dept_manager"]),
    ]
    assert await waiting(superior) == [scheme["id"]]
    await desk.ok(superior, path, {})
    left = await bench.rows("select 1 from timer where kind like 'approval.%'")
    assert left == []


@pytest.mark.rule("002-4.3.3b")
async def test_a_major_problems_scheme_waits_for_the_customers_word(bench: Bench) -> None:
    """Reviewer, general manager, customer: only then the work goes by it."""
    desk = Desk(bench)
    asks = POLICY | {"scheme.customer_consent": "major"}
    scheme = await submitted(desk, major=True, parameters=asks)
    path = f"/schemes/{scheme['id']}"
    agreed = {"given": True, "by": "customer_rep", "channel": "seal", "sha256": a.SHA256}
    await desk.ok(desk.reviewer, f"{path}/approve", {})
    assert await desk.refused(desk.dispatcher, f"{path}/consent", agreed) == "consent-not-asked"
    reviewed = await desk.ok(desk.manager, f"{path}/approve", {})
    assert reviewed["state"] == "awaiting_customer"
    assert await bench.said(said.SchemeApproved) == []
    unproven = agreed | {"sha256": None}
    assert await desk.refused(desk.dispatcher, f"{path}/consent", unproven) == "consent-unproven"

    released = await desk.ok(desk.dispatcher, f"{path}/consent", agreed)

    assert (released["state"], released["consent"]["by"]) == ("approved", "customer_rep")
    assert [event.approver for event in await bench.said(said.SchemeApproved)] == ["gm"]


@pytest.mark.rule("002-4.3.3b")
async def test_a_customer_who_does_not_agree_sends_the_scheme_back(bench: Bench) -> None:
    """With the reason; an ordinary problem's customer is not asked under this policy."""
    desk = Desk(bench)
    scheme = await submitted(desk, parameters=POLICY | {"scheme.customer_consent": "always"})
    await desk.ok(desk.reviewer, f"/schemes/{scheme['id']}/approve", {})
    refused = {"given": False, "channel": "phone", "reason": "not on a working day"}
    back = await desk.ok(desk.dispatcher, f"/schemes/{scheme['id']}/consent", refused)
    assert (back["state"], back["returned_because"]) == ("returned", "not on a working day")
    ordinary = await submitted(desk, parameters=POLICY | {"scheme.customer_consent": "major"})
    released = await desk.ok(desk.reviewer, f"/schemes/{ordinary['id']}/approve", {})
    assert released["state"] == "approved"


async def test_a_scheme_given_up_waits_for_nobody(bench: Bench) -> None:
    """The work order was resolved remotely meanwhile."""
    desk = Desk(bench)
    scheme = await submitted(desk)
    done = {"cause": "x", "action": "y", "customer_consent": True}
    await desk.ok(desk.author, f"/work-orders/{scheme['work_order_id']}/resolve", done)
    assert await waiting(desk.reviewer) == []
