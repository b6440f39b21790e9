"""Withdrawing and merging: nothing ends twice, nothing ends unseen."""

import asyncio

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.intake.tests.component.desk import Desk


@pytest.mark.rule("001-F1")
async def test_a_request_is_withdrawn_before_its_fault_is_cleared_and_not_after(
    bench: Bench,
) -> None:
    """Registered or judged; a resolved one is confirmed or reopened instead."""
    desk = Desk(bench)
    plant = await desk.opened()
    for request in (await desk.registered(plant), await desk.triaged(plant)):
        path = f"/requests/{request['id']}/cancel"
        ended = await desk.ok(path, {"reason": "wrong call"}, 200)
        assert (ended["state"], ended["ended_because"]) == ("cancelled", "wrong call")
        again = await desk.agent.post(path, json={"reason": "wrong call"})
        assert again.json()["code"] == "request-out-of-order"
    request = await desk.resolved(plant)

    answer = await desk.agent.post(f"/requests/{request['id']}/cancel", json={"reason": "late"})

    assert (answer.status_code, answer.json()["code"]) == (409, "request-out-of-order")
    assert [e.reason for e in await bench.said(said.RequestCancelled)] == ["wrong call"] * 2


async def test_a_customer_withdraws_the_own_request(bench: Bench) -> None:
    """And no other's."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    own, foreign = await desk.registered(one), await desk.registered(other)
    customer = bench.caller("customer", customer_id=one.customer["id"])

    path = f"/requests/{foreign['id']}/cancel"
    refused = await customer.post(path, json={"reason": "mischief"})
    await desk.ok(f"/requests/{own['id']}/cancel", {"reason": "runs again"}, 200, who=customer)

    assert (refused.status_code, refused.json()["code"]) == (404, "unknown-record")
    assert (await desk.show(foreign["id"]))["state"] == "registered"


async def test_two_requests_that_say_the_same_become_one(bench: Bench) -> None:
    """The merged one names the one that goes on, which is not touched."""
    desk = Desk(bench)
    plant = await desk.opened()
    first, second = await desk.triaged(plant), await desk.registered(plant)

    merged = await desk.ok(f"/requests/{second['id']}/merge", {"into_request_id": first["id"]}, 200)

    assert (merged["state"], merged["merged_into"]) == ("merged", first["id"])
    (event,) = await bench.said(said.RequestMerged)
    assert str(event.into_request_id) == first["id"]
    assert await desk.show(first["id"]) == first


async def test_what_cannot_go_on_for_both_takes_nothing_in(bench: Bench) -> None:
    """Itself, another customer's, one that is resolved, one that does not exist."""
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.registered(plant)
    foreign = await desk.registered(await desk.plant("2"))
    resolved = await desk.resolved(plant)
    before = await bench.counts()

    found = {}
    for name, into in {
        "itself": request["id"],
        "foreign": foreign["id"],
        "resolved": resolved["id"],
        "unknown": str(new_id()),
    }.items():
        answer = await desk.agent.post(
            f"/requests/{request['id']}/merge", json={"into_request_id": into}
        )
        found[name] = answer.json()["code"]

    assert found == {
        "itself": "merge-into-itself",
        "foreign": "merge-across-customers",
        "resolved": "merge-target-not-open",
        "unknown": "unknown-record",
    }
    assert await bench.counts() == before


async def test_two_desks_merging_crosswise_leave_one_request_open(bench: Bench) -> None:
    """Neither waits for ever, and the need is not lost."""
    desk = Desk(bench)
    plant = await desk.opened()
    one, other = await desk.registered(plant), await desk.registered(plant)

    answers = await asyncio.gather(
        desk.agent.post(f"/requests/{one['id']}/merge", json={"into_request_id": other["id"]}),
        desk.agent.post(f"/requests/{other['id']}/merge", json={"into_request_id": one["id"]}),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    states = {(await desk.show(each["id"]))["state"] for each in (one, other)}
    assert states == {"registered", "merged"}
