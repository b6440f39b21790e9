"""Retries, versions and calls at the same moment: one effect, on the state the caller saw."""

import asyncio

from aftercare_contracts import feedback as said
from aftercare_kit.testing import Bench
from services.feedback.tests import builders as a
from services.feedback.tests.component.desk import Desk


async def test_a_decision_on_an_outdated_picture_is_refused(bench: Bench) -> None:
    """If-Match with an old version answers 412."""
    desk = Desk(bench)
    complaint = await desk.up_to("opinion")
    path = f"/complaints/{complaint['id']}/reply"
    body = {"reply": "Tomorrow", "agreed": True}

    stale = await desk.centre.post(path, json=body, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    fresh = await desk.centre.post(path, json=body, headers={"If-Match": '"2"'})
    assert fresh.status_code == 200
    assert fresh.headers["etag"] == '"3"'


async def test_a_stranger_learns_nothing_from_a_version(bench: Bench) -> None:
    """Another customer's record answers like the unknown, whatever version is named."""
    desk = Desk(bench)
    (survey,) = await desk.closed(await desk.triaged())

    answer = await desk.stranger.post(
        f"/surveys/{survey['id']}/answer", json=a.some_answers(), headers={"If-Match": '"9"'}
    )

    assert answer.status_code == 404


async def test_a_retried_complaint_is_accepted_once(bench: Bench) -> None:
    """In parallel or one after another, the same key gives the same complaint."""
    desk = Desk(bench)
    body = {"request_id": str(await desk.triaged()), "level": "general", "content": "Slow"}
    headers = {"Idempotency-Key": "one"}

    posts = [desk.agent.post("/complaints", json=body, headers=headers) for _ in range(4)]
    answers = await asyncio.gather(*posts)
    other = await desk.agent.post("/complaints", json=body | {"content": "x"}, headers=headers)

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await bench.said(said.ComplaintOpened)) == 1
    assert other.json()["code"] == "idempotency-key-reused"


async def test_two_outcomes_at_once_leave_one(bench: Bench) -> None:
    """The row is locked: the second call sees the first one's outcome."""
    desk = Desk(bench)
    verification = await desk.resolved(await desk.triaged())
    path = f"/verifications/{verification['id']}/record"
    bodies = [{"satisfied": True}, {"satisfied": False, "reason": "It fails again"}]

    answers = await asyncio.gather(*(desk.agent.post(path, json=body) for body in bodies))

    assert sorted(answer.status_code for answer in answers) == [200, 409]
