"""Ways that end otherwise: cancelled, merged, refused, not satisfied; nothing half-done stays."""

from collections.abc import Callable

import pytest

from tests.journeys.case import Case
from tests.journeys.people import People, eventually
from tests.journeys.town import STOCK, Town, settle


@pytest.fixture
def fresh(people: People) -> Town:
    """A town of the test's own, whose stock can be counted."""
    return settle(people)


def triaged(case: Case) -> None:
    case.triage()
    case.order()


def planned(case: Case) -> None:
    triaged(case)
    case.respond()
    case.plan(parts=2)
    case.reservation_becomes("reserved")


def scheduled(case: Case) -> None:
    planned(case)
    case.schedule()


def departed(case: Case) -> None:
    planned(case)
    visit = case.schedule()
    case.travel(visit, "accept", "depart")
    case.reservation_becomes("issued")


@pytest.mark.parametrize("reached", [None, triaged, planned, scheduled, departed])
def test_whatever_was_reached_a_cancelled_case_leaves_nothing_reserved(
    people: People, fresh: Town, reached: Callable[[Case], None] | None
) -> None:
    """Parts are free again or back, plans are dropped, nothing is charged or asked."""
    case = Case.registered(people, fresh)
    if reached is not None:
        reached(case)
    case.cancel()
    case.becomes("cancelled")

    if reached is not None:
        order = case.order_becomes(state="cancelled")
        assert {visit["state"] for visit in order["visits"]} <= {"cancelled"}
        assert {scheme["state"] for scheme in order["schemes"]} <= {"withdrawn"}
    whole = {"on_hand": STOCK, "reserved": 0, "free": STOCK}
    eventually(lambda: whole.items() <= case.stock().items(), f"stock whole, is {case.stock()}")
    assert case.charges() == []
    assert people.agent.finds("/feedback/verifications", request_id=case.id, state="open") == []


def test_a_refused_quote_ends_the_plan_and_frees_the_parts(people: People, fresh: Town) -> None:
    """The request itself stays open: the desk talks to the customer."""
    case = Case.registered(people, fresh, fresh.uncovered_asset).triage()
    case.respond()
    scheme = case.plan()
    draft = case.quote("draft")
    case.reservation_becomes("reserved")
    people.quoting.does(f"/billing/quotes/{draft['id']}/offer")
    people.customer(fresh.customer_id).does(
        f"/billing/quotes/{draft['id']}/refuse", reason="Too dear"
    )

    case.reservation_becomes("released")
    eventually(
        lambda: {s["id"]: s["state"] for s in case.order()["schemes"]}[scheme] == "withdrawn",
        "the scheme withdrawn",
    )
    assert case.stock()["free"] == STOCK
    assert case.charges() == []
    assert case.quote("refused")["id"] == draft["id"]
    assert case.state == "in_service"


def test_a_quote_of_a_cancelled_case_is_void_and_charges_nothing(
    people: People, fresh: Town
) -> None:
    case = Case.registered(people, fresh, fresh.uncovered_asset).triage()
    case.respond()
    case.plan()
    draft = case.quote("draft")
    case.cancel()

    assert case.quote("voided")["id"] == draft["id"]
    case.reservation_becomes("released")
    people.quoting.does(f"/billing/quotes/{draft['id']}/offer", expect=409)
    assert case.charges() == []


def test_an_unsatisfied_customer_has_the_case_reopened_until_it_is_right(
    people: People, fresh: Town
) -> None:
    """The loop runs again: same request, same work order, a new verification."""
    case = Case.registered(people, fresh).triage()
    case.respond()
    case.resolve_remotely()
    first = case.verification()["id"]
    case.verify(satisfied=False, reason="Trips again")

    case.becomes("in_service")
    order = case.order_becomes(state="open")
    case.respond()
    case.resolve_remotely()
    case.becomes("resolved")
    assert case.verification()["id"] != first
    assert case.order()["id"] == order["id"]
    case.verify(satisfied=True)
    case.becomes("closed")


def test_a_duplicate_is_merged_and_its_work_dropped(people: People, fresh: Town) -> None:
    """The other request goes on alone."""
    case = Case.registered(people, fresh).triage()
    again = Case.registered(people, fresh)
    planned(again)
    people.agent.does(f"/intake/requests/{again.id}/merge", into_request_id=case.id)

    again.becomes("merged")
    again.order_becomes(state="cancelled")
    again.reservation_becomes("released")
    assert case.stock()["free"] == STOCK
    case.respond()
    case.resolve_remotely()
    case.verify(satisfied=True)
    case.becomes("closed")
