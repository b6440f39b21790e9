"""A day at a network-maintenance desk (003): the phone, four tiers, three days, a complaint."""

from datetime import datetime, timedelta

import pytest

from tests.journeys.case import Case
from tests.journeys.people import People
from tests.journeys.town import Town, settle


@pytest.fixture(scope="module")
def town(people: People) -> Town:
    return settle(people, policy="network-maintenance")


@pytest.mark.example(6)
@pytest.mark.rule("003-1b", "003-1c")
def test_at_three_a_fault_is_told_by_phone(people: People, town: Town) -> None:
    """Half an hour to answer, a day to be there, three calendar days to have it right."""
    case = Case.registered(people, town).triage()
    order = case.order_becomes(state="open")
    reported = datetime.fromisoformat(
        people.agent.sees(f"/intake/requests/{case.id}")["reported_at"]
    )
    lasts = {
        clock["name"]: datetime.fromisoformat(clock["due_at"]) - reported
        for clock in order["clocks"]
    }
    assert lasts["response"] == timedelta(minutes=30)
    assert lasts["arrival"] == timedelta(hours=24)
    assert lasts["fix"] == timedelta(days=3)


@pytest.mark.rule("003-2.1b")
def test_at_four_what_the_region_cannot_clear_climbs_its_tiers(people: People, town: Town) -> None:
    """Office, product division, engineering department; behind those there is nobody."""
    case = Case.registered(people, town).triage()
    case.order_becomes(state="open")
    case.respond()
    path = f"/dispatch/work-orders/{case.order()['id']}/escalate"
    for _ in range(3):
        people.support.does(path, reason="Not known here")
    assert people.support.is_refused(path, reason="Not known here")["code"] == "no-further-line"


@pytest.mark.example(7, 22)
@pytest.mark.rule("003-2.2.2f", "003-2.2.2g")
def test_in_the_evening_a_complaint_is_answered_in_two_hours_and_ends_with_the_customer(
    people: People, town: Town
) -> None:
    """First reply in two hours, solved in half a month; no closing without its statements."""
    case = Case.registered(people, town).triage()
    case.order_becomes(state="open")
    centre = people.person("complaint_center")
    complaint = centre.does(
        "/feedback/complaints", request_id=case.id, level="general", content="Nobody called back"
    )
    path = f"/feedback/complaints/{complaint['id']}"
    accepted = datetime.fromisoformat(complaint["accepted_at"])
    lasts = {
        promise["name"]: datetime.fromisoformat(promise["due_at"]) - accepted
        for promise in complaint["promises"]
    }
    assert lasts["complaint_first_reply"] == timedelta(hours=2)
    assert lasts["complaint_solution"] == timedelta(days=15)
    handling = people.person("tech_support_l2")
    handling.does(f"{path}/opinion", opinion="The callback was lost")
    centre.does(f"{path}/reply", reply="We call today", agreed=True)
    handling.does(f"{path}/handle", measures="Called, cleared")
    bare = {"result": "", "improvement": "Callbacks are listed", "responsible_persons": "zhao"}
    handling.is_refused(f"{path}/request-closure", **bare)
    handling.does(f"{path}/request-closure", **bare | {"result": "Cleared the same day"})
    closed = centre.does(f"{path}/close", customer_confirmed=True)
    assert closed["state"] == "closed"
