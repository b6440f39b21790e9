"""Facts heard twice, late or out of order change nothing."""

from collections.abc import Awaitable, Callable

import pytest

from aftercare_contracts import dispatch as said
from aftercare_contracts.billing import QuoteAccepted, QuoteExpired, QuoteRefused
from aftercare_contracts.intake import RequestCancelled, RequestReopened
from aftercare_contracts.values import Amount
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

TOTAL = Amount(amount="1200.00")


async def spoken(bench: Bench) -> int:
    """How many events dispatch has said; each one tells of a change."""
    assert await bench.rows("select type, reason from parked") == []
    return len(await bench.said())


async def test_one_event_delivered_twice_is_heard_once(bench: Bench) -> None:
    """In one batch or in two."""
    desk = Desk(bench)
    request = a.a_triaged_request()
    message = fact(request, request.request_id, at=desk.now())

    await bench.hear(message, message)
    await bench.hear(message)

    assert len(await bench.said(said.WorkOrderOpened)) == 1


async def test_a_request_triaged_again_keeps_its_work_order(bench: Bench) -> None:
    """Another event of the same meaning opens nothing."""
    desk = Desk(bench)
    order = await desk.triage()
    before = await spoken(bench)

    await desk.triage(request_id=order["request_id"])

    assert await spoken(bench) == before


async def test_facts_about_unknown_requests_are_nobodys(bench: Bench) -> None:
    """Cancelled or reopened before anything was triaged."""
    desk = Desk(bench)
    await desk.hear(RequestCancelled(request_id=new_id(), reason="mistake"))
    await desk.hear(RequestReopened(request_id=new_id(), reason="mistake"))
    assert await spoken(bench) == 0


async def test_open_work_is_not_reopened(bench: Bench) -> None:
    """Work that never stopped goes on as it is."""
    desk = Desk(bench)
    order = await desk.triage()
    before = await spoken(bench)
    await desk.hear(RequestReopened(request_id=order["request_id"], reason="not happy"))
    assert await spoken(bench) == before


Story = Callable[[Desk, dict], Awaitable[None]]

REPEATED: dict[str, Story] = {
    "parts reserved again": lambda desk, scheme: desk.parts_reserved(scheme),
    "liability decided again": lambda desk, scheme: desk.liability(scheme, charge="full"),
    "a quote accepted that was free": lambda d, s: d.quote(QuoteAccepted, s, total=TOTAL),
    "a quote refused that was free": lambda d, s: d.quote(QuoteRefused, s, reason="late"),
    "a quote expired that was free": lambda d, s: d.quote(QuoteExpired, s),
}


@pytest.mark.parametrize("story", REPEATED.values(), ids=REPEATED.keys())
async def test_what_is_settled_stays_settled(bench: Bench, story: Story) -> None:
    """A visit is planned by it: nothing withdraws the scheme under the engineer's feet."""
    desk = Desk(bench)
    visit = await desk.scheduled()
    before = await spoken(bench)
    await story(desk, {"request_id": visit["request_id"], "id": visit["scheme_id"]})
    assert await spoken(bench) == before


async def test_an_answer_that_overtakes_the_decision_stands(bench: Bench) -> None:
    """Quote and liability travel apart: accepted first, decided second, is accepted."""
    desk = Desk(bench)
    order = await desk.triage()
    scheme = await desk.approved_scheme(order)
    await desk.quote(QuoteAccepted, scheme, total=TOTAL)
    await desk.liability(scheme, charge="full")
    assert (await desk.show(order["id"]))["commercial"] == "accepted"


async def test_a_decision_heard_again_leaves_the_quote_open(bench: Bench) -> None:
    """The customer has the price in hand already."""
    desk = Desk(bench)
    order = await desk.triage()
    scheme = await desk.approved_scheme(order)
    await desk.liability(scheme, charge="full")
    before = await spoken(bench)
    await desk.liability(scheme, charge="free")
    assert await spoken(bench) == before


LATE: dict[str, Story] = REPEATED | {
    "parts short": lambda desk, scheme: desk.parts_short(scheme),
}


@pytest.mark.rule("001-F1")
@pytest.mark.parametrize("story", LATE.values(), ids=LATE.keys())
async def test_closed_work_hears_of_no_part_and_no_price(bench: Bench, story: Story) -> None:
    """The order is resolved and its scheme carried out."""
    desk = Desk(bench)
    report = await desk.signed()
    order = await desk.order_of(report["request_id"])
    before = await spoken(bench)
    await story(desk, {"request_id": report["request_id"], "id": order["schemes"][0]["id"]})
    assert await spoken(bench) == before


async def test_facts_about_a_withdrawn_scheme_leave_the_next_one_alone(bench: Bench) -> None:
    """Its parts are not the new scheme's parts, nor its price."""
    desk = Desk(bench)
    order = await desk.triage()
    first = await desk.approved_scheme(order)
    await desk.liability(first, charge="full")
    await desk.quote(QuoteRefused, first, reason="too dear")
    await desk.approved_scheme(order)
    before = await spoken(bench)

    await desk.parts_reserved(first)
    await desk.liability(first)
    await desk.quote(QuoteExpired, first)

    assert await spoken(bench) == before
