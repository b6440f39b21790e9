"""Who goes first, who may be sent from elsewhere, and who writes which part of a record."""

from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_contracts import feedback
from aftercare_kit.forms.testing import text_of
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

ACROSS = {"staff.across_centres": "allocated"}


async def tasks(client: Any) -> list[tuple[str, str]]:
    answer = await client.get("/tasks")
    assert answer.status_code == 200, answer.text
    return [(task["kind"], task["goes_first"]) for task in answer.json()["items"]]


@pytest.mark.rule("003-2.1d")
async def test_engineering_allocates_whoever_works_across_centres(bench: Bench) -> None:
    """Not the dispatcher; the suggestions say so, and once allocated the visit is planned."""
    desk = Desk(bench)
    order, _ = await desk.ready_order(parameters=ACROSS)
    body = a.an_engineer("E-WH", centre="wuhan")
    other = await desk.ok(desk.personnel, "/engineers", body, 201)
    visits = f"/work-orders/{order['id']}/visits"
    window = {"engineer_id": other["id"], **a.a_window()}
    assert await desk.refused(desk.dispatcher, visits, window) == "not-allocated"
    path = f"/work-orders/{order['id']}/suggestions?everybody=true&{a.SOON}"
    (unfit,) = (await desk.dispatcher.get(path)).json()["unfit"]
    assert [each["code"] for each in unfit["obstacles"]] == ["not-allocated"]

    head = bench.caller("service_dept_manager", subject="shen")
    allocate = f"/work-orders/{order['id']}/allocations"
    given = {"engineer_id": other["id"], "reason": "nobody free in Shenzhen"}
    shown = await desk.ok(head, allocate, given)
    assert [(each["by"], each["from_centre"]) for each in shown["allocations"]] == [
        ("shen", "wuhan")
    ]
    assert await desk.refused(head, allocate, given) == "no-allocation-needed"
    assert (await desk.dispatcher.get(path)).json()["unfit"] == []
    await desk.ok(desk.dispatcher, visits, window, 201)
    (event,) = await bench.said(said.WorkOrderStaffAllocated)
    assert (event.from_centre, event.allocated_by) == ("wuhan", "shen")


async def test_where_the_policy_leaves_it_free_the_dispatcher_sends_anybody(bench: Bench) -> None:
    desk = Desk(bench)
    order, _ = await desk.ready_order()
    body = a.an_engineer("E-WH", centre="wuhan")
    other = await desk.ok(desk.personnel, "/engineers", body, 201)
    window = {"engineer_id": other["id"], **a.a_window()}
    await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", window, 201)


@pytest.mark.rule("004-5.3.2.2c")
@pytest.mark.rule("002-4.4.4a")
async def test_an_agreed_scheme_goes_first_then_after_sales_then_the_rest(bench: Bench) -> None:
    """The engineer's list is in that order, however long the others have waited."""
    desk = Desk(bench)
    service = await desk.ok(desk.dispatcher, "/service-orders", a.a_service(**a.a_window(9)), 201)
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer("E-1"), 201)
    notice = {"engineer_id": engineer["id"]}
    await desk.ok(desk.dispatcher, f"/service-orders/{service['id']}/notice", notice)
    await desk.scheduled(engineer="E-2")
    order = await desk.triage(parameters={"scheme.customer_consent": "always"})
    scheme = await desk.approved_scheme(order)
    word = {"given": True, "channel": "phone"}
    await desk.ok(desk.dispatcher, f"/schemes/{scheme['id']}/consent", word)
    await desk.parts_reserved(scheme)
    await desk.liability(scheme)
    assert ("visit-to-plan", "agreed") in await tasks(desk.dispatcher)
    third = await desk.ok(desk.personnel, "/engineers", a.an_engineer("E-3"), 201)
    window = {"engineer_id": third["id"], **a.a_window()}
    await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", window, 201)
    assert await tasks(desk.field) == [
        ("visit-to-accept", "agreed"),
        ("visit-to-accept", "after_sales"),
        ("visit-to-accept", "other"),
    ]


@pytest.mark.rule("004-5.3.2.2c")
async def test_what_a_complaint_came_to_goes_first_until_it_is_done(bench: Bench) -> None:
    """In all of a case's tasks, however long others have waited; told twice it is no news."""
    desk = Desk(bench)
    technical = bench.caller("tech_support_l2", subject="zhang")
    await desk.triage()
    order = await desk.triage()
    ids = {"request_id": order["request_id"], "complaint_id": new_id()}
    other = ids | {"complaint_id": new_id()}

    async def first() -> list[str]:
        answer = await technical.get("/tasks")
        tasks = [(t["about_id"], t["goes_first"]) for t in answer.json()["items"]]
        assert len(tasks) == 2
        return [about for about, goes in tasks if goes == "agreed"] + [tasks[0][0]]

    await desk.hear(feedback.ComplaintReplied(**ids, in_time=True, agreed=False))
    assert order["id"] not in await first()
    consulted = feedback.ComplaintConsulted(**ids, agreed=True)
    await desk.hear(consulted)
    await desk.hear(consulted)
    assert await first() == [order["id"], order["id"]]
    shown = await desk.show(order["id"])
    assert shown["agreed_complaints"] == [str(ids["complaint_id"])]
    await desk.hear(feedback.ComplaintReplied(**other, in_time=True, agreed=True))
    await desk.hear(feedback.ComplaintHandled(**ids))
    assert await first() == [order["id"], order["id"]]
    await desk.hear(feedback.ComplaintReopened(**other, reason="still loud"))
    assert order["id"] not in await first()
    told = await bench.said(said.WorkOrderPrecedenceChanged)
    assert [one.agreed for one in told] == [True, True, False, False]


@pytest.mark.rule("004-5.3.2.2c")
async def test_a_complaint_that_overtook_the_triage_waits_for_it(bench: Bench) -> None:
    desk = Desk(bench)
    ids = {"request_id": new_id(), "complaint_id": new_id()}
    await desk.hear(feedback.ComplaintReplied(**ids, in_time=True, agreed=True))
    (parked,) = await bench.rows("select 1 as waits from parked")
    assert parked["waits"]


@pytest.mark.rule("002-4.4.4a")
async def test_planned_service_in_the_way_of_after_sales_is_shown_to_give_way(bench: Bench) -> None:
    """The dispatcher sees whom a fault needs more than the plan does; a visit does not yield."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    service = await desk.ok(desk.dispatcher, "/service-orders", a.a_service(), 201)
    notice = {"engineer_id": engineer["id"]}
    await desk.ok(desk.dispatcher, f"/service-orders/{service['id']}/notice", notice)
    path = f"/work-orders/{order['id']}/suggestions?{a.SOON}"
    (unfit,) = (await desk.dispatcher.get(path)).json()["unfit"]
    told = {each["code"]: each["text"] for each in unfit["obstacles"]}
    assert service["number"] in told["suggest-after-sales-first"]


@pytest.mark.rule("002-4.4.3b")
async def test_the_desk_writes_the_head_and_the_engineer_the_rest(bench: Bench) -> None:
    """Neither writes the other's part; who wrote which is shown, printed and told."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    assert (visit["head_by"], visit["task"][:7]) == ("wang", "Replace")
    path = f"/visits/{visit['id']}"
    agent = bench.caller("service_agent", subject="chen")
    head = {"task": "Exchange the board of phase B"}
    assert await desk.refused_right(desk.field, f"{path}/head", head)
    written = await desk.ok(agent, f"{path}/head", head)
    assert (written["head_by"], written["task"]) == ("chen", head["task"])
    await desk.step(visit, "accept", "depart", "arrive", "finish")
    rest = a.a_report(desk.now())
    assert await desk.refused_right(desk.dispatcher, f"{path}/report", rest)
    report = await desk.ok(desk.field, f"{path}/report", rest, 201)
    assert report["written_by"] == "li"
    assert await desk.refused(agent, f"{path}/head", head) == "record-signed"
    (page,) = text_of((await desk.field.get(f"{path}/record.pdf")).content)
    assert "表头填写chen" in page
    assert "记录填写li" in page
    assert [event.written_by for event in await bench.said(said.ReportSigned)] == ["li"]
    assert [event.written_by for event in await bench.said(said.VisitHeadWritten)] == ["chen"]
