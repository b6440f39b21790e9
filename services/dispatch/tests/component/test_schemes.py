"""A scheme through review, and what parts and price then make of it."""

from datetime import timedelta

import pytest

from aftercare_contracts import dispatch as said
from aftercare_contracts.billing import QuoteAccepted, QuoteExpired, QuoteRefused
from aftercare_contracts.values import Amount
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

TOTAL = Amount(amount="1200.00")


@pytest.mark.rule("000-6.4")
async def test_a_returned_scheme_is_mended_by_its_author_and_reviewed_anew(bench: Bench) -> None:
    """The reasons stand until then; somebody else may not send it in again."""
    desk = Desk(bench)
    order = await desk.triage()
    scheme = await desk.ok(desk.author, f"/work-orders/{order['id']}/schemes", a.a_scheme(), 201)
    path = f"/schemes/{scheme['id']}"
    assert await desk.refused(desk.author, f"{path}/resubmit", a.a_scheme()) == (
        "scheme-not-returned"
    )
    back = await desk.ok(desk.reviewer, f"{path}/return", {"reason": "name the torque"})
    assert (back["state"], back["returned_because"]) == ("returned", "name the torque")
    other = bench.caller("tech_support_l2", subject="he")
    assert await desk.refused(other, f"{path}/resubmit", a.a_scheme()) == "only-author-resubmits"

    mended = await desk.ok(desk.author, f"{path}/resubmit", a.a_scheme(cause="Torque too high"))

    assert (mended["state"], mended["proposal"]["cause"]) == ("in_review", "Torque too high")
    await desk.ok(desk.reviewer, f"{path}/approve", {})
    assert [event.cause for event in await bench.said(said.SchemeApproved)] == ["Torque too high"]
    assert len(await bench.said(said.SchemeSubmitted)) == 2


async def test_one_scheme_at_a_time(bench: Bench) -> None:
    """Neither a new one nor a returned one comes beside the one under way."""
    desk = Desk(bench)
    order = await desk.triage()
    path = f"/work-orders/{order['id']}/schemes"
    first = await desk.ok(desk.author, path, a.a_scheme(), 201)
    assert await desk.refused(desk.field, path, a.a_scheme()) == "scheme-under-way"
    await desk.ok(desk.reviewer, f"/schemes/{first['id']}/return", {"reason": "no"})
    await desk.ok(desk.field, path, a.a_scheme(), 201)

    code = await desk.refused(desk.author, f"/schemes/{first['id']}/resubmit", a.a_scheme())

    assert code == "scheme-under-way"


@pytest.mark.rule("002-4.2.2b")
async def test_no_step_of_a_scheme_precedes_its_cause(bench: Bench) -> None:
    """Submission after the order, approval after the submission, the notice after both."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    late = {"occurred_at": (desk.now() - timedelta(hours=1)).isoformat()}
    notice = {"engineer_id": engineer["id"], **a.a_window()} | late
    path = f"/work-orders/{order['id']}"
    assert await desk.refused(desk.dispatcher, f"{path}/visits", notice) == "act-before-its-cause"

    order = await desk.triage()
    path = f"/work-orders/{order['id']}/schemes"
    code = await desk.refused(desk.author, path, a.a_scheme(**late))
    assert code == "act-before-its-cause"
    scheme = await desk.ok(desk.author, path, a.a_scheme(), 201)
    code = await desk.refused(desk.reviewer, f"/schemes/{scheme['id']}/approve", late)
    assert code == "act-before-its-cause"


async def test_short_parts_hold_the_visit_back_until_they_come(bench: Bench) -> None:
    """Short first, then reserved: each time the desk sees what it waits for."""
    desk = Desk(bench)
    order = await desk.triage()
    scheme = await desk.approved_scheme(order)
    await desk.liability(scheme)
    await desk.parts_short(scheme)
    now = await desk.show(order["id"])
    assert (now["parts"], now["commercial"]) == ("short", "free")

    await desk.parts_reserved(scheme)

    said_of = [(e.parts, e.ready) for e in await bench.said(said.WorkOrderReadinessChanged)]
    assert said_of[-2:] == [("short", False), ("reserved", True)]


async def test_a_scheme_without_parts_waits_for_its_price_only(bench: Bench) -> None:
    """Inventory has nothing to say about it."""
    desk = Desk(bench)
    order = await desk.triage()
    scheme = await desk.approved_scheme(order, parts=[])
    await desk.liability(scheme)
    assert (await bench.said(said.WorkOrderReadinessChanged))[-1].ready


@pytest.mark.rule("002-4.4.3a")
async def test_an_accepted_price_opens_the_outing(bench: Bench) -> None:
    """Chargeable work waits for the customer's acceptance."""
    desk = Desk(bench)
    order = await desk.triage()
    scheme = await desk.approved_scheme(order)
    await desk.parts_reserved(scheme)
    await desk.liability(scheme, charge="full")
    assert (await desk.show(order["id"]))["commercial"] == "quoted"

    await desk.quote(QuoteAccepted, scheme, total=TOTAL)

    assert (await bench.said(said.WorkOrderReadinessChanged))[-1].ready


@pytest.mark.rule("002-4.4.3a")
@pytest.mark.parametrize(
    ("answer", "more"), [(QuoteRefused, {"reason": "too dear"}), (QuoteExpired, {})]
)
async def test_a_price_that_is_not_accepted_withdraws_the_scheme(
    bench: Bench, answer: type, more: dict
) -> None:
    """No answer is no consent; the desk sees why, and another scheme may follow."""
    desk = Desk(bench)
    order = await desk.triage()
    scheme = await desk.approved_scheme(order)
    await desk.liability(scheme, charge="full")

    await desk.quote(answer, scheme, **more)

    now = await desk.show(order["id"])
    assert (now["state"], now["scheme_id"], now["commercial"]) == ("open", None, "refused")
    assert len(await bench.said(said.SchemeWithdrawn)) == 1
    await desk.approved_scheme(order)
    assert (await desk.show(order["id"]))["commercial"] == "pending"
