"""Who may do what, and to whose cases: rights, scope, row security, versions, retries."""

from datetime import UTC, datetime

import pytest

from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.feedback.tests import builders as a
from services.feedback.tests.component.desk import Desk

KINDS = ("verifications", "surveys", "complaints")


async def a_full_case(desk: Desk, **other: object) -> dict[str, str]:
    """A case with a verification, a survey and a complaint; their ids by kind."""
    request_id = await desk.triaged(**other)
    verification = await desk.resolved(request_id)
    (survey,) = await desk.closed(request_id)
    complaint = await desk.complained(request_id)
    ids = (verification["id"], survey["id"], complaint["id"])
    return dict(zip(KINDS, ids, strict=True)) | {"request": str(request_id)}


@pytest.mark.rule("001-5.11.1")
async def test_a_customer_reaches_the_own_cases_and_no_others(bench: Bench) -> None:
    """A stranger's lists are empty, and single records answer as if there were none."""
    desk = Desk(bench)
    ids = await a_full_case(desk)

    for kind in KINDS:
        assert len((await desk.customer.get(f"/{kind}")).json()["items"]) == 1
        assert (await desk.customer.get(f"/{kind}/{ids[kind]}")).status_code == 200
        assert (await desk.stranger.get(f"/{kind}")).json()["items"] == []
        foreign = await desk.stranger.get(f"/{kind}/{ids[kind]}")
        unknown = await desk.stranger.get(f"/{kind}/{new_id()}")
        assert foreign.status_code == unknown.status_code == 404
        assert foreign.json()["code"] == unknown.json()["code"] == "unknown-record"
        assert foreign.json()["detail"] == unknown.json()["detail"]


@pytest.mark.rule("001-5.11.1")
async def test_a_customer_acts_on_own_cases_only(bench: Bench) -> None:
    """Recording, answering and complaining about another's case answer like the unknown."""
    desk = Desk(bench)
    ids = await a_full_case(desk)
    acts = [
        (f"/verifications/{ids['verifications']}/record", {"satisfied": True}, 200),
        (f"/surveys/{ids['surveys']}/answer", a.some_answers(), 200),
        ("/complaints", {"request_id": ids["request"], "level": "general", "content": "Slow"}, 201),
    ]

    for path, body, status in acts:
        await desk.refused(desk.stranger, path, body, "unknown-record")
        await desk.ok(desk.customer, path, body, status)


REACHING_NOTHING: list[tuple[str, dict[str, str]]] = [
    ("customer", {}),
    ("service_agent", {"engineer_id": str(new_id())}),
    ("service_agent", {"centre": "beijing"}),
    ("service_agent", {"customer_id": str(new_id())}),
]


async def test_a_token_that_reaches_no_case_sees_none(bench: Bench) -> None:
    """A customer nobody named, an engineer bound to own jobs, another centre or customer."""
    desk = Desk(bench)
    ids = await a_full_case(desk)

    for role, claims in REACHING_NOTHING:
        outsider = bench.caller(role, **claims)
        for kind in KINDS:
            assert (await outsider.get(f"/{kind}")).json()["items"] == []
            assert (await outsider.get(f"/{kind}/{ids[kind]}")).status_code == 404
        path = f"/verifications/{ids['verifications']}/record"
        await desk.refused(outsider, path, {"satisfied": True}, "unknown-record")


async def test_an_agent_bound_to_a_centre_sees_that_centre(bench: Bench) -> None:
    """And not the neighbour's."""
    desk = Desk(bench)
    ids = await a_full_case(desk)
    await a_full_case(desk, centre="beijing")
    bound = bench.caller("service_agent", centre="shenzhen")

    for kind in KINDS:
        items = (await bound.get(f"/{kind}")).json()["items"]
        assert [item["id"] for item in items] == [ids[kind]]


async def test_a_customer_does_not_read_what_departments_say_among_themselves(
    bench: Bench,
) -> None:
    """The opinion, the responsible persons and our people's names stay inside."""
    desk = Desk(bench)
    complaint = await desk.up_to("close")

    shown = (await desk.customer.get(f"/complaints/{complaint['id']}")).json()

    assert shown["measures"] == "Fault cleared"
    inside = ("department", "accepted_by", "opinion", "result", "call_back", "closed_by")
    assert [shown[name] for name in inside] == [None] * len(inside)
    assert shown["handlers"] == []


WITHOUT_THE_RIGHT: list[tuple[str, str, dict[str, object]]] = [
    ("field_engineer", "/verifications/{}/record", {"satisfied": True}),
    ("finance", "/surveys/{}/answer", a.some_answers()),
    ("warehouse", "/complaints/{}/opinion", {"opinion": "x"}),
    ("customer", "/complaints/{}/reply", {"reply": "x", "agreed": True}),
    ("complaint_center", "/complaints/{}/handle", {"measures": "x"}),
    ("customer", "/complaints/{}/request-closure", {}),
    ("customer", "/complaints/{}/close", {"customer_confirmed": True}),
    ("service_agent", "/complaints/{}/reopen", {"reason": "x"}),
]


async def test_a_role_without_the_right_is_refused_and_the_denial_noted(bench: Bench) -> None:
    """Before anything is looked up: an unknown id and a known one answer the same."""
    desk = Desk(bench)

    for role, path, body in WITHOUT_THE_RIGHT:
        who = bench.caller(role, customer_id=str(a.CUSTOMER))
        await desk.refused(who, path.format(new_id()), body, "right-missing")
    for kind in KINDS:
        assert (await bench.caller("field_engineer").get(f"/{kind}")).status_code == 403


async def test_a_customer_does_not_say_when_a_complaint_was_accepted(bench: Bench) -> None:
    """Our promises run from then, so it is ours to say."""
    desk = Desk(bench)
    body = {
        "request_id": str(await desk.triaged()),
        "level": "grievance",
        "content": "Slow",
        "occurred_at": "2026-01-01T08:00:00+08:00",
    }

    await desk.refused(desk.customer, "/complaints", body, "right-missing")


async def test_lists_are_told_page_by_page_in_their_order(bench: Bench) -> None:
    """Verifications in the order they fall due, none skipped and none told twice."""
    desk = Desk(bench)
    ages = [5, 1, 4, 2, 3]
    for age in ages:
        at = datetime.now(UTC) - age * a.HOUR
        await desk.resolved(await desk.triaged(), at=at)

    due: list[str] = []
    cursor: str | None = None
    while True:
        params = {"limit": 2, "state": "open"} | ({"cursor": cursor} if cursor else {})
        page = (await desk.agent.get("/verifications", params=params)).json()
        due += [item["due_at"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert due == sorted(due)
    assert len(set(due)) == len(ages)
