"""Outside crews (相关单位): they see and do their own jobs, and nothing else."""

from typing import Any

import pytest

from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk
from services.dispatch.tests.component.test_rights import items


async def sent(desk: Desk, unit: str, code: str) -> dict[str, Any]:
    """A visit of a crew's engineer, whose record is complete."""
    order, _ = await desk.ready_order(engineer=f"OWN-{code}")
    body = a.an_engineer(code, unit=unit, qualification=a.a_qualification())
    engineer = await desk.ok(desk.personnel, "/engineers", body, 201)
    plan = {"engineer_id": engineer["id"], **a.a_window()}
    return await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", plan, 201)


@pytest.mark.rule("001-5.2.1")
async def test_a_crew_sees_its_own_jobs_only(bench: Bench) -> None:
    """In lists and by id: orders, visits, people; of an order only its own papers."""
    desk = Desk(bench)
    ours, theirs = await sent(desk, "CREW-A", "A-1"), await sent(desk, "CREW-B", "B-1")
    crew = bench.caller("related_unit", department="CREW-A")
    assert await items(crew, "/work-orders") == [ours["work_order_id"]]
    assert await items(crew, "/visits") == [ours["id"]]
    assert await items(crew, "/engineers") == [ours["engineer_id"]]
    seen = (await crew.get(f"/work-orders/{ours['work_order_id']}")).json()
    assert [each["id"] for each in seen["visits"]] == [ours["id"]]
    assert [each["id"] for each in seen["schemes"]] == [ours["scheme_id"]]
    other = await crew.get(f"/work-orders/{theirs['work_order_id']}")
    assert other.json()["code"] == "unknown-record"


async def test_a_crew_acts_on_its_own_jobs_only(bench: Bench) -> None:
    """From accepting to handing in; another crew's job is answered like none."""
    desk = Desk(bench)
    ours, theirs = await sent(desk, "CREW-A", "A-1"), await sent(desk, "CREW-B", "B-1")
    crew = bench.caller("related_unit", department="CREW-A", subject="crew")
    for path, body in (
        (f"/visits/{theirs['id']}/accept", {}),
        (f"/work-orders/{theirs['work_order_id']}/respond", {}),
        (f"/schemes/{theirs['scheme_id']}/resubmit", a.a_scheme()),
    ):
        assert await desk.refused(crew, path, body) == "unknown-record", path
    await desk.ok(crew, f"/work-orders/{ours['work_order_id']}/respond", {})
    for step in ("accept", "depart", "arrive"):
        await desk.ok(crew, f"/visits/{ours['id']}/{step}", {})
    await desk.ok(crew, f"/visits/{ours['id']}/finish", {"fixed": True})
    body = a.a_report(desk.now())
    report = await desk.ok(crew, f"/visits/{ours['id']}/report", body, 201)
    rival = bench.caller("related_unit", department="CREW-B")
    path = f"/reports/{report['id']}/hand-in"
    assert await desk.refused(rival, path, {}) == "unknown-record"
    await desk.ok(crew, path, {})


@pytest.mark.parametrize("claims", [{}, {"department": "CREW-C"}])
async def test_a_token_that_names_no_crew_of_ours_reaches_nothing(
    bench: Bench, claims: dict[str, str]
) -> None:
    """Neither in lists nor by id, though visits of our own people name no unit either."""
    desk = Desk(bench)
    own = await desk.scheduled()
    nobody = bench.caller("related_unit", "unit_liaison", **claims)
    for path in ("/work-orders", "/visits", "/engineers"):
        assert await items(nobody, path) == [], path
    assert await desk.refused(nobody, f"/visits/{own['id']}/accept", {}) == "unknown-record"


async def test_a_crew_whose_job_went_to_somebody_else_is_out(bench: Bench) -> None:
    """The notice names another engineer now; a cancelled job is nobody's."""
    desk = Desk(bench)
    visit = await sent(desk, "CREW-A", "A-1")
    own = await desk.ok(desk.personnel, "/engineers", a.an_engineer("OWN-2"), 201)
    crew = bench.caller("related_unit", department="CREW-A")
    move = {"engineer_id": own["id"], **a.a_window(), "reason": "the crew is held up"}
    await desk.ok(desk.dispatcher, f"/visits/{visit['id']}/reschedule", move)
    assert await items(crew, "/visits") == []
    assert await desk.refused(crew, f"/visits/{visit['id']}/accept", {}) == "unknown-record"
