"""A fault cleared on site: scheme, review, parts, quote, visit, signature, charge, closed."""

from collections.abc import Iterator
from typing import Any

import pytest

from aftercare_contracts.topology import SUBSCRIPTIONS
from tests.journeys.case import Case
from tests.journeys.people import People, a_traceparent, eventually
from tests.journeys.stack import RunningSuite
from tests.journeys.town import STOCK, Town, settle


@pytest.fixture
def fresh(people: People) -> Town:
    """A town of the test's own, whose stock can be counted."""
    return settle(people)


def test_under_warranty_the_work_is_free_and_its_cost_known(people: People, fresh: Town) -> None:
    """No quote is asked for; the charge is nothing, and says what it cost us."""
    case = Case.registered(people, fresh).triage()
    case.respond()
    case.plan()
    case.reservation_becomes("reserved")
    assert case.stock()["free"] == STOCK - 1
    case.go_on_site()
    case.verify(satisfied=True)
    case.becomes("closed")

    (charge,) = eventually(case.charges, "a charge")
    assert charge["free"]
    assert float(charge["total"]["amount"]) == 0 < float(charge["cost"]["amount"])
    assert people.quoting.finds("/billing/quotes", request_id=case.id) == []
    assert (case.stock()["on_hand"], case.stock()["reserved"]) == (STOCK - 1, 0)
    due = people.storekeeper.awaits("/inventory/returns", request_id=case.id)
    assert (due["state"], due["serial"]) == ("due", f"O-{case.number}")


def test_out_of_warranty_nobody_travels_before_the_quote_is_accepted(
    people: People, fresh: Town
) -> None:
    """The customer hears the price first; the charge follows from the signed report."""
    case = Case.registered(people, fresh, fresh.uncovered_asset).triage()
    case.respond()
    case.plan()
    draft = case.quote("draft")
    order = case.order_becomes(parts="reserved")
    assert order["commercial"] not in {"free", "accepted"}
    refused = people.dispatcher.does(
        f"/dispatch/work-orders/{order['id']}/visits", expect=409, engineer_id=fresh.engineer_id,
        planned_from="2099-01-01T01:00:00Z", planned_to="2099-01-01T05:00:00Z",
    )  # fmt: skip
    assert refused["status"] == 409
    people.quoting.does(f"/billing/quotes/{draft['id']}/offer")
    people.customer(fresh.customer_id).does(f"/billing/quotes/{draft['id']}/accept")
    visit = case.go_on_site()
    case.verify(satisfied=True)
    case.becomes("closed")

    (charge,) = eventually(case.charges, "a charge")
    assert not charge["free"]
    assert (charge["visit_id"], charge["quote_id"]) == (visit, draft["id"])
    assert all(line["source_event_id"] for line in charge["lines"])


def test_a_scheme_is_not_approved_by_its_author(people: People, fresh: Town) -> None:
    """Whoever writes and reviews may do both, but not to the same scheme (author ≠ approver)."""
    case = Case.registered(people, fresh).triage()
    case.respond()
    order = case.order()["id"]
    own = people.manager.does(
        f"/dispatch/work-orders/{order}/schemes", cause="Board", cause_kind="product_quality",
        action="Replace", labour_days=1, persons=1,
    )["id"]  # fmt: skip
    people.manager.does(f"/dispatch/schemes/{own}/approve", expect=409)
    people.supervisor.does(f"/dispatch/schemes/{own}/approve")
    case.cancel()


def test_one_on_site_request_is_one_trace(suite: RunningSuite, people: People, fresh: Town) -> None:
    """From Envoy over HTTP, log, stream and reactions to the last consumer, under the client's."""
    traceparent = a_traceparent()
    case = Case.registered(people.under(traceparent), fresh).triage()
    case.respond()
    case.plan()
    case.go_on_site()
    case.verify(satisfied=True)
    case.becomes("closed")

    def complete() -> list[dict[str, Any]] | None:
        if suite.aftercare("trace", case.number, "--json").returncode:
            return None
        (trace,) = suite.told("trace", case.number)
        spans = list(walk(trace["spans"]))
        said = {span["name"] for span in spans}
        last = "process aftercare.feedback.survey.sent.v1"
        ours = trace["trace_id"] in traceparent and last in said
        # Each process sends its spans when its own batch is full or old enough.
        return spans if ours and heard(spans) == expected(spans) else None

    spans = eventually(complete, "everything said was heard, in one trace", within=60)
    assert {span["service"] for span in spans} == {"edge", *SUBSCRIPTIONS}


def walk(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from walk(node["children"])


def expected(spans: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """Each event said in the trace, with each service that listens to it."""
    said = {s["attributes"]["aftercare.event.type"] for s in spans if s["kind"] == "producer"}
    return {
        (consumer, event.type)
        for consumer, sources in SUBSCRIPTIONS.items()
        for events in sources.values()
        for event in events
        if event.type in said
    }


def heard(spans: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {
        (span["service"], span["attributes"]["aftercare.event.type"])
        for span in spans
        if span["kind"] == "consumer"
    }
