"""Two people at once, and one request sent more than once."""

import asyncio
from typing import Any

import pytest

from aftercare_contracts import dispatch as said
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk


async def test_of_two_dispatchers_exactly_one_issues_the_notice(bench: Bench) -> None:
    """For one order, at one time; the other hears that a visit is open already."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    other = await desk.ok(desk.personnel, "/engineers", a.an_engineer("E-2"), 201)
    rival = bench.caller("service_center_dispatcher", subject="zhou")
    path = f"/work-orders/{order['id']}/visits"

    answers = await asyncio.gather(
        desk.dispatcher.post(path, json={"engineer_id": engineer["id"], **a.a_window()}),
        rival.post(path, json={"engineer_id": other["id"], **a.a_window()}),
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert [each.json()["code"] for each in answers if each.status_code == 409] == [
        "visit-under-way"
    ]
    assert len(await bench.said(said.VisitScheduled)) == 1


async def test_an_engineer_goes_to_one_of_two_orders(bench: Bench) -> None:
    """Both notices name the same hours; the database lets one through."""
    desk = Desk(bench)
    first, engineer = await desk.ready_order()
    second = await desk.triage()
    scheme = await desk.approved_scheme(second)
    await desk.parts_reserved(scheme)
    await desk.liability(scheme)
    body = {"engineer_id": engineer["id"], **a.a_window()}

    answers = await asyncio.gather(
        *(
            desk.dispatcher.post(f"/work-orders/{order['id']}/visits", json=body)
            for order in (first, second)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert len(await bench.said(said.VisitScheduled)) == 1


async def test_whoever_decided_on_an_old_picture_is_told(bench: Bench) -> None:
    """Every act takes the version it was decided on; a stale one changes nothing."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    order = await desk.show(visit["work_order_id"])
    stale = {"If-Match": f'"{order["version"] - 1}"'}
    path = f"/work-orders/{order['id']}"
    acts: list[tuple[str, Any]] = [
        (f"{path}/respond", {}),
        (f"{path}/hold", {"waiting_for": "parts", "reason": "x"}),
        (f"{path}/schemes", a.a_scheme()),
    ]
    for each, body in acts:
        assert await desk.refused(desk.dispatcher, each, body, **stale) == "version-conflict"
    gone = {"If-Match": '"9"'}
    code = await desk.refused(desk.field, f"/visits/{visit['id']}/accept", {}, **gone)
    assert code == "version-conflict"
    scheme = f"/schemes/{visit['scheme_id']}/approve"
    assert await desk.refused(desk.reviewer, scheme, {}, **gone) == "version-conflict"

    fresh = {"If-Match": f'"{order["version"]}"'}
    answer = await desk.dispatcher.post(f"{path}/respond", json={}, headers=fresh)
    assert (answer.status_code, answer.headers["etag"]) == (200, f'"{order["version"] + 1}"')


async def test_a_repeated_request_has_one_effect_and_one_answer(bench: Bench) -> None:
    """Under the same key; another body under it is refused."""
    desk = Desk(bench)
    order = await desk.triage()
    path, key = f"/work-orders/{order['id']}/schemes", {"Idempotency-Key": "k-1"}
    first = await desk.author.post(path, json=a.a_scheme(), headers=key)
    before = await bench.counts()

    again = await desk.author.post(path, json=a.a_scheme(), headers=key)
    other = await desk.author.post(path, json=a.a_scheme(cause="Fan"), headers=key)

    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert (again.headers["idempotency-replayed"], first.status_code) == ("true", 201)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert await bench.counts() == before


async def test_eight_at_once_under_one_key_have_one_effect(bench: Bench) -> None:
    """All eight get the same answer."""
    desk = Desk(bench)
    order = await desk.triage()
    path, key = f"/work-orders/{order['id']}/escalate", {"Idempotency-Key": "k-2"}

    answers = await asyncio.gather(
        *(desk.field.post(path, json={"reason": "hard"}, headers=key) for _ in range(8))
    )

    assert {(answer.status_code, answer.content) for answer in answers} == {
        (200, answers[0].content)
    }
    assert len(await bench.said(said.WorkOrderEscalated)) == 1


@pytest.mark.rule("001-5.5.5b")
async def test_a_visit_has_one_report(bench: Bench) -> None:
    """Signed twice at once or once more later, the first one stands."""
    desk = Desk(bench)
    visit = await desk.finished()
    path, body = f"/visits/{visit['id']}/report", a.a_report(desk.now())

    answers = await asyncio.gather(*(desk.field.post(path, json=body) for _ in range(2)))

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert await desk.refused(desk.field, path, body) == "report-signed-already"
    assert len(await bench.said(said.ReportSigned)) == 1
