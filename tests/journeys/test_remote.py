"""A fault cleared from afar: registered, triaged, answered, resolved, verified, closed."""

from tests.journeys.case import Case
from tests.journeys.people import People, eventually
from tests.journeys.town import Town


def test_a_fault_cleared_from_afar_closes_once_the_customer_confirms(
    people: People, town: Town
) -> None:
    """Four services have their say, none of them called by another."""
    case = Case.registered(people, town).triage()
    assert case.number.startswith("YX")
    case.order_becomes(state="open")
    case.respond()
    case.becomes("in_service")
    case.resolve_remotely()
    case.becomes("resolved")
    assert case.verification()["number"] == case.number
    case.verify(satisfied=True)
    case.becomes("closed")

    survey = people.agent.awaits("/feedback/surveys", request_id=case.id)
    assert survey["state"] == "sent"
    assert people.storekeeper.finds("/inventory/reservations", request_id=case.id) == []
    assert case.charges() == []


def test_the_gateway_shows_the_whole_case_in_one_answer(people: People, town: Town) -> None:
    """State, clocks with their verdicts, and a timeline, to the desk and to the customer."""
    case = Case.registered(people, town).triage(fault_level=3)
    case.respond()
    case.resolve_remotely()
    case.verify(satisfied=True)

    def closed() -> dict[str, object] | None:
        view = case.view()
        return view if view["state"] == "closed" else None

    view = eventually(closed, "the case view closed")
    verdicts = {clock["name"]: clock["verdict"] for clock in view["clocks"]}  # type: ignore[attr-defined]
    assert verdicts["response"] == "met"
    mine = people.customer(town.customer_id).sees(f"/cases/{case.id}")
    assert mine["state"] == "closed"
    titles = people.agent.sees(f"/cases/{case.id}/timeline", lang="zh")["items"]
    assert len(titles) > 5


def test_a_survey_is_answered_by_the_customer(people: People, town: Town) -> None:
    case = Case.registered(people, town).triage()
    case.respond()
    case.resolve_remotely()
    case.verify(satisfied=True)
    survey = people.agent.awaits("/feedback/surveys", request_id=case.id)
    answers = {"attitude": 5, "technical": 5, "punctual": 4, "overall": 5}
    scored = people.customer(town.customer_id).does(
        f"/feedback/surveys/{survey['id']}/answer", answers=answers
    )
    assert scored["state"] == "answered"
