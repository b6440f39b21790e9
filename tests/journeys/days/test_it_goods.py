"""A day at an IT-goods desk (004): an appointment, rights by law, four hours, a survey."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.case import Case
from tests.journeys.people import People
from tests.journeys.town import Town, settle


@pytest.fixture(scope="module")
def town(people: People) -> Town:
    return settle(people, policy="it-goods", customer_kind="consumer")


@pytest.mark.example(5)
@pytest.mark.rule("004-5.3.1.1", "004-5.1.7.2", "004-3b")
def test_at_one_a_consumer_asks_for_an_appointment(people: People, town: Town) -> None:
    """Ten minutes to make it, an hour to respond, four to be there and have it right."""
    request = people.agent.does(
        "/intake/requests", customer_id=town.customer_id, asset_id=town.covered_asset,
        channel="phone", subject="Screen stays dark", need="appointment",
    )  # fmt: skip
    asked = datetime.fromisoformat(request["reported_at"])
    (appointment,) = [one for one in request["call_clocks"] if one["name"] == "appointment"]
    assert datetime.fromisoformat(appointment["due_at"]) - asked == timedelta(minutes=10)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    answered = people.agent.does(
        f"/intake/requests/{request['id']}/answer", appointment_at=tomorrow.isoformat()
    )
    verdicts = {one["name"]: one["verdict"] for one in answered["call_clocks"]}
    assert verdicts["appointment"] == "met"
    case = Case(people, town, request["id"], request["number"]).triage()
    lasts = {
        clock["name"]: datetime.fromisoformat(clock["due_at"]) - asked
        for clock in case.order_becomes(state="open")["clocks"]
    }
    assert lasts["response"] == timedelta(hours=1)
    assert lasts["arrival"] == lasts["fix"] == timedelta(hours=4)


@pytest.mark.rule("004-5.2.1.4")
def test_at_two_the_guarantee_is_explained(people: People, town: Town) -> None:
    """A year for the machine, two for its main parts; the law's rights stand beside it."""
    path = f"/intake/assets/{town.covered_asset}/entitlement"
    machine = people.agent.sees(path, at="2027-07-01T00:00:00Z")
    board = people.agent.sees(path, at="2027-07-01T00:00:00Z", part="board")
    assert machine["entitlement"]["cover"] == "none"
    assert board["entitlement"]["cover"] == "warranty"
    assert machine["policy"] == board["policy"] == "it-goods"


@pytest.mark.rule("004-5.2.4.2")
def test_at_three_an_engineer_is_sent_to_somebody_who_is_named(people: People, town: Town) -> None:
    """What, when, where and who are agreed first; afterwards the customer signs and rates."""
    contact = people.agent.does(
        f"/intake/customers/{town.customer_id}/contacts", name="Wang Xiaoming", phone="138 0013"
    )
    case = Case.registered(people, town).triage()
    case.respond()
    case.plan(parts=0)
    order = case.order_becomes(commercial="free")
    begins = datetime.now(UTC) + timedelta(hours=1)
    unnamed = people.dispatcher.is_refused(
        f"/dispatch/work-orders/{order['id']}/visits", engineer_id=town.engineer_id,
        planned_from=begins.isoformat(), planned_to=(begins + timedelta(hours=1)).isoformat(),
    )  # fmt: skip
    assert (unnamed["rule"], unnamed["field"]) == ("004-5.2.4.2", "contact_id")
    visit = case.schedule(contact_id=contact["id"])
    (planned,) = people.engineer(town.engineer_id).finds("/dispatch/visits")
    assert (planned["id"], planned["contact_id"]) == (visit, contact["id"])


@pytest.mark.rule("002-4.5.1b")
def test_in_the_evening_the_customer_is_asked_and_answers(people: People, town: Town) -> None:
    """Cleared by phone, called back, asked four questions; one answer a survey."""
    case = Case.registered(people, town).triage()
    case.order_becomes(state="open")
    case.respond()
    case.resolve_remotely()
    case.verify(satisfied=True)
    case.becomes("closed")
    survey = people.agent.awaits("/feedback/surveys", request_id=case.id)
    customer, path = people.customer(town.customer_id), f"/feedback/surveys/{survey['id']}/answer"
    said = {"attitude": 5, "technical": 4, "punctual": 5, "overall": 5}
    assert customer.does(path, answers=said)["state"] == "answered"
    customer.is_refused(path, answers=said)
