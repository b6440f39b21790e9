"""Who has to act next is told while it happens, through the edge, and finds it in a list."""

from tests.journeys.case import Case
from tests.journeys.people import People
from tests.journeys.town import Town


def test_a_new_order_is_told_to_the_first_line_while_it_happens(people: People, town: Town) -> None:
    """Live to whoever listens, in the list for who comes later, and among what is to be done."""
    desk = people.person("regional_support", centre=town.centre)
    with desk.listening("/dispatch/notices/live") as notices:
        case = Case.registered(people, town).triage()
        heard = next(notice for notice in notices if notice["case_id"] == case.id)
    assert heard["kind"] == "order-opened"

    told = desk.finds("/dispatch/notices")
    assert heard["id"] in {notice["id"] for notice in told}
    assert heard["about_id"] in {task["about_id"] for task in desk.finds("/dispatch/tasks")}
    case.respond()
    assert desk.finds("/dispatch/tasks") == []
    elsewhere = people.person("regional_support", centre="beijing")
    assert heard["id"] not in {notice["id"] for notice in elsewhere.finds("/dispatch/notices")}
