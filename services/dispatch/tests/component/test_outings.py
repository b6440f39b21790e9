"""Papers of an outing reach the desk in two hours, and nobody leaves without them (002-4.4.2)."""

from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.forms.testing import text_of
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

ASKED = {"outing.application": "always", "outing.approvers": "service_supervisor"}


async def clock_of(desk: Desk, order_id: str, name: str) -> dict[str, Any]:
    (clock,) = [each for each in (await desk.show(order_id))["clocks"] if each["name"] == name]
    return clock


@pytest.mark.rule("002-4.4.2")
async def test_nobody_departs_before_the_application_is_approved(bench: Bench) -> None:
    """Neither without one, nor while it waits, nor after it was returned."""
    desk = Desk(bench)
    visit = await desk.scheduled(parameters=ASKED)
    await desk.step(visit, "accept")
    depart = f"/visits/{visit['id']}/depart"
    assert await desk.refused(desk.field, depart, {}) == "outing-not-approved"
    path = f"/work-orders/{visit['work_order_id']}/outings"
    first = await desk.ok(desk.author, path, a.an_outing(), 201)
    assert await desk.refused(desk.author, path, a.an_outing()) == "outing-applied-for-already"
    assert await desk.refused(desk.field, depart, {}) == "outing-not-approved"
    back = await desk.ok(
        desk.reviewer, f"/outings/{first['id']}/return", {"reason": "one engineer will do"}
    )
    assert (back["state"], back["returned_because"]) == ("returned", "one engineer will do")
    assert await desk.refused(desk.field, depart, {}) == "outing-not-approved"

    second = await desk.ok(desk.author, path, a.an_outing(), 201)
    assert second["number"] != first["number"]
    await desk.ok(desk.reviewer, f"/outings/{second['id']}/approve", {})

    assert (await desk.ok(desk.field, depart, {}))["state"] == "departed"
    assert len(await bench.said(said.OutingApproved)) == 1


@pytest.mark.rule("002-4.4.2")
async def test_the_papers_clock_runs_until_the_application_is_at_the_desk(bench: Bench) -> None:
    """Two hours from the decision to go; a notice issued meanwhile does not stand in for it."""
    desk = Desk(bench)
    visit = await desk.scheduled(parameters=ASKED)
    order = visit["work_order_id"]
    assert (await clock_of(desk, order, "travel_papers"))["status"] == "running"
    desk.let_pass(hours=3)
    await desk.ok(desk.author, f"/work-orders/{order}/outings", a.an_outing(), 201)
    stopped = await clock_of(desk, order, "travel_papers")
    assert (stopped["status"], stopped["verdict"]) == ("stopped", "breached")


async def test_a_policy_that_asks_for_none_has_the_notice_stop_the_clock(bench: Bench) -> None:
    desk = Desk(bench)
    visit = await desk.scheduled()
    clock = await clock_of(desk, visit["work_order_id"], "travel_papers")
    assert (clock["status"], clock["verdict"]) == ("stopped", "met")
    assert (await desk.step(visit, "accept", "depart"))["state"] == "departed"


@pytest.mark.rule("002-4.4.2")
async def test_whoever_applies_does_not_approve(bench: Bench) -> None:
    desk = Desk(bench)
    order, _ = await desk.ready_order(parameters=ASKED)
    both = bench.caller("regional_manager", "service_supervisor", subject="he")
    outing = await desk.ok(both, f"/work-orders/{order['id']}/outings", a.an_outing(), 201)
    path = f"/outings/{outing['id']}/approve"
    assert await desk.refused(both, path, {}) == "author-may-not-approve"
    quality = bench.caller("quality", subject="hao")
    assert await desk.refused(quality, path, {}) == "not-your-step"


async def test_an_application_follows_an_approved_scheme_and_falls_with_it(bench: Bench) -> None:
    """None before it; withdrawn with it, so that nobody is asked any more."""
    desk = Desk(bench)
    order = await desk.triage(parameters=ASKED)
    path = f"/work-orders/{order['id']}/outings"
    assert await desk.refused(desk.author, path, a.an_outing()) == "scheme-missing"
    await desk.approved_scheme(order)
    outing = await desk.ok(desk.author, path, a.an_outing(), 201)
    waiting = (await desk.reviewer.get("/approvals")).json()["items"]
    assert outing["number"] in waiting[0]["title"]
    done = {"cause": "x", "action": "y", "customer_consent": True}
    await desk.ok(desk.author, f"/work-orders/{order['id']}/resolve", done)
    (shown,) = (await desk.show(order["id"]))["outings"]
    assert shown["state"] == "withdrawn"
    assert (await desk.reviewer.get("/approvals")).json()["items"] == []


@pytest.mark.rule("002-4.4.2")
async def test_the_application_is_a_printed_form(bench: Bench) -> None:
    desk = Desk(bench)
    order, _ = await desk.ready_order(parameters=ASKED)
    outing = await desk.ok(desk.author, f"/work-orders/{order['id']}/outings", a.an_outing(), 201)
    answer = await desk.dispatcher.get(f"/outings/{outing['id']}/form.pdf")
    (page,) = text_of(answer.content)
    words = ("外出服务申请单", outing["number"], "LiMing、WangJun", "zhao", order["number"])
    assert [each for each in words if each not in page] == []
    foreign = bench.caller("service_center_dispatcher", centre="beijing")
    assert (await foreign.get(f"/outings/{outing['id']}/form.pdf")).status_code == 404
    crew = bench.caller("related_unit", department="crew-1")
    assert (await crew.get(f"/outings/{outing['id']}/form.pdf")).status_code == 404
