"""A cancelled or merged request takes its work with it, at whatever stage it finds it."""

from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_contracts.intake import RequestCancelled, RequestMerged
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

CANCELLED = {"reason": "sold the plant"}


async def at_stage(desk: Desk, stage: str) -> dict[str, Any]:
    """Something of a case that has come this far."""
    if stage == "triaged":
        return await desk.triage()
    if stage in {"in review", "approved"}:
        order = await desk.triage()
        path = f"/work-orders/{order['id']}/schemes"
        scheme = await desk.ok(desk.author, path, a.a_scheme(), 201)
        if stage == "approved":
            await desk.ok(desk.reviewer, f"/schemes/{scheme['id']}/approve", {})
        return scheme
    visit = await desk.scheduled()
    steps = ["accept", "depart", "arrive", "finish"]
    done = {"scheduled": 0, "accepted": 1, "departed": 2, "arrived": 3, "finished": 4}
    return await desk.step(visit, *steps[: done[stage]]) if done[stage] else visit


@pytest.mark.rule("001-F1")
@pytest.mark.parametrize(
    ("stage", "departed", "withdrawn"),
    [
        ("triaged", [], 0),
        ("in review", [], 1),
        ("approved", [], 1),
        ("scheduled", [False], 1),
        ("accepted", [False], 1),
        ("departed", [True], 1),
        ("arrived", [True], 1),
        ("finished", [], 0),
    ],
)
async def test_a_cancelled_request_ends_its_work(
    bench: Bench, stage: str, departed: list[bool], withdrawn: int
) -> None:
    """Plans fall away with their facts, promises without a verdict, timers with the promises."""
    desk = Desk(bench)
    request_id = (await at_stage(desk, stage))["request_id"]

    await desk.hear(RequestCancelled(request_id=request_id, **CANCELLED))

    order = await desk.order_of(request_id)
    assert (order["state"], order["scheme_id"]) == ("cancelled", None)
    assert [event.departed for event in await bench.said(said.VisitCancelled)] == departed
    assert len(await bench.said(said.SchemeWithdrawn)) == withdrawn
    assert len(await bench.said(said.WorkOrderCancelled)) == 1
    assert "running" not in {clock["status"] for clock in order["clocks"]}
    assert await bench.rows("select 1 from timer where kind like 'clock.%'") == []
    refused = await desk.refused(desk.dispatcher, f"/work-orders/{order['id']}/respond", {})
    assert refused == "work-order-closed"


async def test_a_merged_request_ends_its_work(bench: Bench) -> None:
    """The work goes on under the other request."""
    desk = Desk(bench)
    order = await desk.triage()
    await desk.hear(RequestMerged(request_id=order["request_id"], into_request_id=new_id()))
    assert (await desk.show(order["id"]))["state"] == "cancelled"


async def test_resolved_work_stays_resolved(bench: Bench) -> None:
    """The fault was cleared before the cancellation came."""
    desk = Desk(bench)
    report = await desk.signed()
    await desk.hear(RequestCancelled(request_id=report["request_id"], **CANCELLED))

    assert (await desk.order_of(report["request_id"]))["state"] == "resolved"
    assert await bench.said(said.WorkOrderCancelled) == []
    assert await bench.rows("select 1 from parked") == []


@pytest.mark.rule("001-5.5.5b")
async def test_a_finished_visit_is_reported_though_its_order_was_cancelled(bench: Bench) -> None:
    """The work was done and the customer signs for it; the order stays cancelled."""
    desk = Desk(bench)
    visit = await desk.finished()
    await desk.hear(RequestCancelled(request_id=visit["request_id"], **CANCELLED))

    await desk.ok(desk.field, f"/visits/{visit['id']}/report", a.a_report(desk.now()), 201)

    assert (await desk.order_of(visit["request_id"]))["state"] == "cancelled"
    assert await bench.said(said.WorkOrderResolved) == []


@pytest.mark.parametrize(("steps", "departed"), [(["accept"], False), (["accept", "depart"], True)])
async def test_a_cancelled_visit_leaves_the_order_open(
    bench: Bench, steps: list[str], departed: bool
) -> None:
    """Before departure its scheme can be planned again; after it the parts come back first."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    await desk.step(visit, *steps)

    await desk.ok(desk.dispatcher, f"/visits/{visit['id']}/cancel", {"reason": "storm"})

    assert [event.departed for event in await bench.said(said.VisitCancelled)] == [departed]
    assert len(await bench.said(said.SchemeWithdrawn)) == int(departed)
    path = f"/work-orders/{visit['work_order_id']}/visits"
    body = {"engineer_id": visit["engineer_id"], **a.a_window()}
    if departed:
        assert await desk.refused(desk.dispatcher, path, body) == "scheme-missing"
    else:
        await desk.ok(desk.dispatcher, path, body, 201)
