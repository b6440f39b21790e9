"""The customer says when: visits keep to it, and so does the promise of arrival."""

from datetime import datetime, timedelta

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


@pytest.mark.rule("002-4.4.3c")
async def test_the_customers_date_wins_over_the_limit(bench: Bench) -> None:
    """Agreed on while the clock runs: due when the window ends; met inside, warned again."""
    desk = Desk(bench)
    order = await desk.triage(level=3)
    path = f"/work-orders/{order['id']}/customer-window"
    window = a.a_customer_window(days=9)
    assert await desk.refused(desk.dispatcher, path, a.a_customer_window(hours=-1)) == (
        "customer-window-invalid"
    )
    await desk.ok(desk.dispatcher, path, window)
    (moved,) = await bench.said(said.ClockMoved)
    assert (moved.name, moved.due_at) == ("arrival", datetime.fromisoformat(window["ends_at"]))
    clocks = {clock["name"]: clock for clock in (await desk.show(order["id"]))["clocks"]}
    assert datetime.fromisoformat(clocks["arrival"]["due_at"]) == moved.due_at

    desk.let_pass(days=8)
    while await bench.fire_timers():
        pass
    assert "arrival" not in [each.name for each in await bench.said(said.ClockBreached)]


@pytest.mark.rule("002-4.4.3c")
async def test_nobody_comes_when_the_customer_does_not_want_it(bench: Bench) -> None:
    """Outside the window the plan is refused; moved by the customer, the window moves along."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    path = f"/work-orders/{order['id']}"
    await desk.ok(desk.dispatcher, f"{path}/customer-window", a.a_customer_window(days=2))
    plan = {"engineer_id": engineer["id"], **a.a_window(days=3)}
    assert await desk.refused(desk.dispatcher, f"{path}/visits", plan) == "outside-customer-window"
    inside = {"engineer_id": engineer["id"], **a.a_window(days=2.05)}
    visit = await desk.ok(desk.dispatcher, f"{path}/visits", inside, 201)
    move = f"/visits/{visit['id']}/reschedule"
    ours = plan | {"reason": "a colleague is ill"}
    assert await desk.refused(desk.dispatcher, move, ours) == "outside-customer-window"
    await desk.ok(desk.dispatcher, move, ours | {"asked_by": "customer"})
    (moved,) = await bench.said(said.VisitRescheduled)
    assert moved.asked_by == "customer"
    agreed = (await bench.said(said.WorkOrderWindowAgreed))[-1]
    assert agreed.ends_at == moved.planned_from


@pytest.mark.rule("001-5.5.4")
async def test_a_promise_that_starts_later_starts_with_the_agreed_date(bench: Bench) -> None:
    """The defence preset counts from the notice: its date is the customer's."""
    desk = Desk(bench)
    order, _ = await desk.ready_order(preset="defence-equipment")
    window = a.a_customer_window(days=5)
    path = f"/work-orders/{order['id']}"
    await desk.ok(desk.dispatcher, f"{path}/customer-window", window)
    begins = datetime.fromisoformat(window["begins_at"])
    plan = {
        "planned_from": begins.isoformat(),
        "planned_to": (begins + timedelta(hours=5)).isoformat(),
    }
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer("E-9"), 201)
    body = {"engineer_id": engineer["id"], **plan}
    await desk.ok(desk.dispatcher, f"{path}/visits", body, 201)
    clocks = {clock["name"]: clock for clock in (await desk.show(order["id"]))["clocks"]}
    due = datetime.fromisoformat(clocks["arrival"]["due_at"])
    assert due == datetime.fromisoformat(window["ends_at"])
