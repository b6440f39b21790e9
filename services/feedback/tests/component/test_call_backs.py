"""What was brought into service is called back: planned, missed, recorded."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from aftercare_contracts import feedback as said
from aftercare_contracts.dispatch import ServiceOrderHandedIn
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.feedback.tests import builders as a
from services.feedback.tests.component.desk import Desk

WORD = {"punctual": True, "in_one_go": False, "expertise": 4, "opinion": "Cables were short"}


def handed_in(**other: Any) -> ServiceOrderHandedIn:
    """The papers of a commissioning are at the desk."""
    told: dict[str, Any] = {
        "service_order_id": new_id(),
        "customer_id": a.CUSTOMER,
        "call_back": True,
        "number": "SC260301",
        "kind": "commissioning",
        "centre": "shenzhen",
    }
    return ServiceOrderHandedIn(**told | other)


async def planned(bench: Bench, **other: Any) -> dict[str, Any]:
    """Dispatch says so; the call-back that follows."""
    event = handed_in(**other)
    await bench.hear(fact(event, event.service_order_id, 7))
    desk = Desk(bench)
    (found,) = (await desk.agent.get("/call-backs?state=open")).json()["items"]
    return found


@pytest.mark.rule("004-5.2.2.2")
async def test_a_commissioning_whose_papers_are_in_is_called_back_once(bench: Bench) -> None:
    """Within 48 hours from the papers; what brought nothing into service is not."""
    event, patrol = handed_in(), handed_in(call_back=False)
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
    for each, version in ((event, 7), (event, 8), (patrol, 7)):
        await bench.hear(fact(each, each.service_order_id, version, at=at))
    assert await bench.rows("select 1 from parked") == []
    desk = Desk(bench)
    (found,) = (await desk.agent.get("/call-backs")).json()["items"]
    assert UUID(found["service_order_id"]) == event.service_order_id
    assert datetime.fromisoformat(found["due_at"]) == at + timedelta(hours=48)
    (told,) = await bench.said(said.CallBackPlanned)
    assert (told.centre, told.customer_id) == ("shenzhen", a.CUSTOMER)


@pytest.mark.rule("004-5.2.2.2")
async def test_the_four_answers_are_recorded_once(bench: Bench) -> None:
    """The words stay here; nothing waits for the call any more."""
    desk, found = Desk(bench), await planned(bench)
    path = f"/call-backs/{found['id']}/record"
    bare = await desk.agent.post(path, json={"punctual": True, "in_one_go": True})
    assert (bare.status_code, bare.json()["errors"][0]["field"]) == (422, "expertise")
    early = {**WORD, "occurred_at": "2020-01-01T00:00:00Z"}
    await desk.refused(desk.agent, path, early, "act-before-its-cause")
    done = await desk.ok(desk.agent, path, WORD)
    assert (done["state"], done["word"], done["promise"]["in_time"]) == ("recorded", WORD, True)
    problem = await desk.refused(desk.agent, path, WORD, "call-back-not-open")
    assert problem["rule"] == "004-5.2.2.2"
    (told,) = await bench.said(said.CallBackRecorded)
    assert (told.punctual, told.in_one_go, told.expertise, told.in_time) == (True, False, 4, True)
    assert "short" not in told.model_dump_json()
    assert await bench.rows("select 1 from timer") == []


@pytest.mark.rule("004-5.2.2.2")
async def test_a_missed_call_is_told_once_and_still_to_be_made(bench: Bench) -> None:
    desk, found = Desk(bench), await planned(bench)
    desk.later(timedelta(hours=49))
    await bench.fire_timers()
    await bench.fire_timers()
    (told,) = await bench.said(said.CallBackOverdue)
    assert told.escalate_to == ["service_supervisor"]
    late = await desk.ok(desk.agent, f"/call-backs/{found['id']}/record", WORD)
    assert late["promise"] | {"in_time": False, "overdue": True} == late["promise"]


async def test_a_call_reaches_no_further_than_the_token(bench: Bench) -> None:
    """The customer says it, another customer and another centre find nothing."""
    desk, found = Desk(bench), await planned(bench)
    path = f"/call-backs/{found['id']}"
    for stranger in (desk.stranger, bench.caller("service_agent", centre="harbin")):
        assert (await stranger.get("/call-backs")).json()["items"] == []
        assert (await stranger.get(path)).status_code == 404
        assert (await stranger.post(f"{path}/record", json=WORD)).status_code == 404
    engineer = bench.caller("field_engineer", subject="li")
    assert (await engineer.get(path)).status_code == 403
    assert (await desk.customer.get(path)).json()["number"] == "SC260301"
    await desk.ok(desk.customer, f"{path}/record", WORD)


async def test_a_service_of_nobody_we_know_is_called_back_by_our_own(bench: Bench) -> None:
    desk, found = Desk(bench), await planned(bench, customer_id=None)
    assert (await desk.customer.get("/call-backs")).json()["items"] == []
    await desk.ok(desk.agent, f"/call-backs/{found['id']}/record", WORD)
