"""What a technician writes into the log reaches the store's books and the books of money."""

import pytest

from tests.journeys.case import Case
from tests.journeys.people import People, eventually
from tests.journeys.town import PART_PRICE, STOCK, Town, settle


@pytest.fixture(scope="module")
def town(people: People) -> Town:
    return settle(people)


@pytest.mark.rule("002-3.2.2")
def test_a_part_by_post_and_its_courier_are_booked_without_a_visit(
    people: People, town: Town
) -> None:
    """Two boards leave the stock, both lines become costs of the case, and it is settled so."""
    case = Case.registered(people, town).triage()
    order = case.order_becomes(state="open")
    case.respond()
    support = people.support
    path = f"/dispatch/work-orders/{order['id']}/log"
    used = {"kind": "parts", "text": "Sent by post", "part_no": town.part_no}
    assert support.is_refused(path, **used)["rule"] == "002-3.2.2"
    assert support.is_refused(path, kind="expense", text="Courier")["field"] == "amount"
    support.does(path, **used, quantity=2)
    support.does(path, kind="expense", text="Courier", amount="86.50")

    def booked() -> bool:
        return case.stock()["on_hand"] == STOCK - 2

    eventually(booked, "the boards off the shelf")
    finance = people.person("finance")

    def costs() -> list[tuple[str, str]]:
        found = finance.finds("/billing/costs", request_id=case.id)
        return sorted((cost["kind"], cost["amount"]["amount"]) for cost in found)

    material = f"{2 * float(PART_PRICE):.2f}"
    wanted = [("expense", "86.50"), ("material", material)]
    eventually(lambda: costs() == wanted, "both costs")
    case.resolve_remotely()
    case.verify(satisfied=True)
    case.becomes("closed")
    assert case.charges() == []
