"""A day at an electrical-automation desk (002): levels, quality, consent, quote, outing, papers."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.case import Case
from tests.journeys.people import People, eventually
from tests.journeys.town import Town, settle


@pytest.fixture(scope="module")
def town(people: People) -> Town:
    return settle(people, policy="electrical-automation")


def due(case: Case, since: datetime) -> dict[str, timedelta]:
    """How long after that moment each promise of the case falls due."""
    return {
        clock["name"]: datetime.fromisoformat(clock["due_at"]) - since
        for clock in case.order()["clocks"]
    }


@pytest.mark.example(3)
@pytest.mark.rule("002-T2", "002-4.4.2")
def test_at_eight_a_first_level_fault_in_town_has_ten_minutes(people: People, town: Town) -> None:
    """Answered and told upwards in ten minutes, on site in two hours."""
    case = Case.registered(people, town)
    judged = datetime.now(UTC)
    case.triage(fault_level=1, urban=True, occurred_at=judged.isoformat())
    case.order_becomes(state="open")
    promised = due(case, judged)
    assert promised["response"] == promised["report_up"] == timedelta(minutes=10)
    assert promised["arrival"] == timedelta(hours=2)
    case.respond()
    case.resolve_remotely()
    case.verify(satisfied=True)
    case.becomes("closed")


@pytest.mark.example(2)
@pytest.mark.rule("002-4.2.2a", "002-4.2.1c")
def test_at_eleven_quality_takes_its_sheet_and_names_a_technician(
    people: People, town: Town
) -> None:
    """Quality's two hours are met; the technician's four begin."""
    case = Case.registered(people, town)
    told = datetime.now(UTC)
    case.triage(service_type="quality_information", occurred_at=told.isoformat())
    order = case.order_becomes(state="open")
    assert due(case, told)["quality_analysis"] == timedelta(hours=2)
    named = datetime.now(UTC)
    people.person("quality").does(
        f"/dispatch/work-orders/{order['id']}/analysis", cause="Solder", technicians=["zhao"],
        measure="Inspect the batch", occurred_at=named.isoformat(),
    )  # fmt: skip
    assert due(case, named)["scheme"] == timedelta(hours=4)
    clocks = {clock["name"]: clock for clock in case.order()["clocks"]}
    assert clocks["quality_analysis"]["verdict"] == "met"
    assert clocks["scheme"]["status"] == "running"


@pytest.mark.example(14)
@pytest.mark.rule("002-4.3.3b", "002-4.3.6", "002-4.4.3a", "002-4.5.1a", "002-4.5.1b")
def test_in_the_afternoon_a_major_paid_repair_goes_its_whole_way(
    people: People, town: Town
) -> None:
    """Reviewed, allowed by general manager and customer, quoted, done, closed by its papers."""
    case = Case.registered(people, town, town.uncovered_asset).triage(major=True)
    case.respond()
    scheme = case.propose()
    people.supervisor.does(f"/dispatch/schemes/{scheme}/approve")
    people.person("gm").does(f"/dispatch/schemes/{scheme}/approve")
    waiting = people.dispatcher.sees(f"/dispatch/work-orders/{case.order()['id']}")
    assert {one["state"] for one in waiting["schemes"]} == {"awaiting_customer"}
    people.dispatcher.does(
        f"/dispatch/schemes/{scheme}/consent", given=True, by="customer_rep", channel="seal",
        sha256="0" * 64,
    )  # fmt: skip
    draft = case.quote("draft")
    people.quoting.does(f"/billing/quotes/{draft['id']}/offer")
    people.customer(town.customer_id).does(f"/billing/quotes/{draft['id']}/accept")
    visit = case.schedule()
    case.travel(visit, "accept", "depart")
    case.reservation_becomes("issued")
    case.travel(visit, "arrive")
    report = case.work(visit, serial=case.number)
    case.verify(satisfied=True)
    case.becomes("verified")
    people.engineer(town.engineer_id).does(f"/dispatch/reports/{report}/hand-in")
    case.becomes("closed")
    (charge,) = eventually(case.charges, "a charge")
    assert charge["quote_id"] == draft["id"]
    survey = people.agent.awaits("/feedback/surveys", request_id=case.id)
    sent, until = (datetime.fromisoformat(survey[name]) for name in ("sent_at", "due_at"))
    assert until - sent == timedelta(hours=16)


@pytest.mark.example(17)
@pytest.mark.rule("002-4.5.2")
def test_in_the_evening_every_sheet_of_the_day_has_its_number(people: People, town: Town) -> None:
    """Department, year, month and a number: one after the other, none twice, none left out."""
    numbers = [Case.registered(people, town).number for _ in range(5)]
    assert {number[:2] for number in numbers} == {"YX"}
    running = [int(number[6:]) for number in numbers]
    assert running == sorted(set(running))
