"""A visit from scheme to archived report, on a real database."""

from datetime import UTC, datetime

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


@pytest.mark.rule("001-5.5.6b")
async def test_an_on_site_case_runs_from_scheme_to_archived_report(bench: Bench) -> None:
    """Each step says its fact once; the archived report has a number and a hash."""
    desk = Desk(bench)
    report = await desk.signed()
    await desk.ok(desk.field, f"/reports/{report['id']}/hand-in", {})
    filed = await desk.ok(desk.officer, f"/reports/{report['id']}/archive", {})

    assert filed["archive_number"].startswith(f"cn-south-{datetime.now(UTC):%Y}-00001")
    assert len(filed["sha256"]) == 64
    for kind in (
        said.WorkOrderOpened,
        said.SchemeSubmitted,
        said.SchemeApproved,
        said.VisitScheduled,
        said.VisitAccepted,
        said.VisitDeparted,
        said.VisitArrived,
        said.VisitFinished,
        said.ReportSigned,
        said.WorkOrderResolved,
        said.ReportHandedIn,
        said.ReportArchived,
    ):
        assert len(await bench.said(kind)) == 1, kind


@pytest.mark.rule("001-5.5.5b")
async def test_a_report_without_signature_is_refused_and_leaves_no_trace(bench: Bench) -> None:
    """The problem names the rule and the field; no table gains a row."""
    desk = Desk(bench)
    visit = await desk.finished()
    before = await bench.counts()

    answer = await desk.field.post(f"/visits/{visit['id']}/report", json=a.a_report(None))

    assert answer.status_code == 409
    assert answer.json()["code"] == "signature-missing"
    assert answer.json()["rule"] == "001-5.5.5b"
    assert answer.json()["field"] == "signature"
    assert await bench.counts() == before


@pytest.mark.rule("000-6.4")
async def test_the_author_may_not_approve_the_own_scheme(bench: Bench) -> None:
    """Not even with the reviewer's role."""
    desk = Desk(bench)
    order = await desk.triage()
    both = bench.caller("regional_support", "service_supervisor", subject="zhao", language="zh")
    scheme = await desk.ok(both, f"/work-orders/{order['id']}/schemes", a.a_scheme(), 201)

    answer = await both.post(f"/schemes/{scheme['id']}/approve", json={})

    assert answer.status_code == 409
    assert answer.json()["code"] == "author-may-not-approve"
    assert "编制人" in answer.json()["detail"]


@pytest.mark.rule("002-4.2.2c")
async def test_a_major_problem_needs_the_general_manager(bench: Bench) -> None:
    """Two reviewers do not make up for the general manager."""
    desk = Desk(bench)
    order = await desk.triage(major=True)
    scheme = await desk.approved_scheme(order)
    assert scheme["state"] == "awaiting_general_manager"

    again = await desk.reviewer.post(f"/schemes/{scheme['id']}/approve", json={})
    assert again.json()["code"] == "general-manager-must-approve"

    released = await desk.ok(desk.manager, f"/schemes/{scheme['id']}/approve", {})
    assert released["state"] == "approved"


@pytest.mark.rule("002-4.4.3a")
async def test_nobody_travels_before_parts_and_price_are_settled(bench: Bench) -> None:
    """Missing parts first, then a price that is not accepted, each refuses the notice."""
    desk = Desk(bench)
    order = await desk.triage()
    scheme = await desk.approved_scheme(order)
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer(), 201)
    body = {"engineer_id": engineer["id"], **a.a_window()}
    path = f"/work-orders/{order['id']}/visits"

    assert (await desk.dispatcher.post(path, json=body)).json()["code"] == "parts-not-ready"
    await desk.parts_reserved(scheme)
    assert (await desk.dispatcher.post(path, json=body)).json()["code"] == "quote-not-accepted"
    await desk.liability(scheme, charge="full")
    assert (await desk.dispatcher.post(path, json=body)).json()["code"] == "quote-not-accepted"


@pytest.mark.rule("001-5.2.1")
@pytest.mark.parametrize(
    ("engineer", "code"),
    [
        (a.an_engineer(skill="radio"), "certificate-missing"),
        (a.an_engineer(until="2020-01-01"), "certificate-expired"),
    ],
)
async def test_only_a_certified_engineer_is_sent(bench: Bench, engineer: dict, code: str) -> None:
    """The certificate must exist and be valid on the day of the work."""
    desk = Desk(bench)
    order, _ = await desk.ready_order()
    other = await desk.ok(desk.personnel, "/engineers", engineer | {"code": "E-2"}, 201)

    answer = await desk.dispatcher.post(
        f"/work-orders/{order['id']}/visits", json={"engineer_id": other["id"], **a.a_window()}
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == code


async def test_an_engineer_is_not_booked_twice(bench: Bench) -> None:
    """The database refuses two overlapping visits, and the answer says so."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    order = await desk.triage()
    scheme = await desk.approved_scheme(order)
    await desk.parts_reserved(scheme)
    await desk.liability(scheme)

    answer = await desk.dispatcher.post(
        f"/work-orders/{order['id']}/visits",
        json={
            "engineer_id": visit["engineer_id"],
            "planned_from": visit["planned_from"],
            "planned_to": visit["planned_to"],
        },
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == "engineer-booked"


async def test_a_rescheduled_visit_is_accepted_anew(bench: Bench) -> None:
    """The customer's wish moves the visit back to planned."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    await desk.ok(desk.field, f"/visits/{visit['id']}/accept", {})

    moved = await desk.ok(
        desk.dispatcher,
        f"/visits/{visit['id']}/reschedule",
        {"engineer_id": visit["engineer_id"], "reason": "customer away", **a.a_window(days=3)},
    )

    assert moved["state"] == "planned"
    assert len(await bench.said(said.VisitRescheduled)) == 1


@pytest.mark.rule("001-5.5.4")
async def test_only_the_named_engineer_carries_the_visit_out(bench: Bench) -> None:
    """A token bound to another engineer is refused; so is a notice without the dispatcher role."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    stranger = bench.caller("field_engineer", engineer_id="00000000-0000-7000-8000-000000000001")

    answer = await stranger.post(f"/visits/{visit['id']}/accept", json={})
    assert answer.json()["code"] == "not-your-visit"

    answer = await desk.author.post(f"/visits/{visit['id']}/cancel", json={"reason": "x"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "right-missing"


@pytest.mark.rule("001-F1")
async def test_steps_of_a_visit_keep_their_order(bench: Bench) -> None:
    """No arrival without departure, no departure before the acceptance it follows."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    early = await desk.field.post(f"/visits/{visit['id']}/arrive", json={})
    assert early.json()["code"] == "visit-out-of-order"
    await desk.ok(desk.field, f"/visits/{visit['id']}/accept", {})

    backdated = await desk.field.post(
        f"/visits/{visit['id']}/depart", json={"occurred_at": "2020-01-01T08:00:00+08:00"}
    )

    assert backdated.json()["code"] == "act-before-its-cause"
