"""A scheme or work order that is given up takes its quote with it, and only that."""

from datetime import timedelta

import pytest

from aftercare_contracts import billing as said
from aftercare_contracts.dispatch import WorkOrderCancelled
from aftercare_kit.testing import Bench, fact
from services.billing.tests import builders as a
from services.billing.tests.component.desk import Desk


@pytest.mark.parametrize("how_far", ["draft", "offered", "accepted"])
async def test_a_withdrawn_scheme_voids_its_quote(bench: Bench, desk: Desk, how_far: str) -> None:
    """Whatever it had come to; its timer is gone, and saying it twice changes nothing."""
    if how_far == "draft":
        scheme = await desk.approved()
    else:
        scheme, _ = await (desk.offered() if how_far == "offered" else desk.accepted())

    await desk.withdrawn(scheme, "quote refused")
    await desk.withdrawn(scheme, "quote refused")

    quote = await desk.quote_of(scheme)
    assert (quote["state"], quote["reason"]) == ("voided", "quote refused")
    assert len(await bench.said(said.QuoteVoided)) == 1
    assert await bench.rows("select * from timer") == []


async def test_a_cancelled_work_order_voids_what_is_open(bench: Bench, desk: Desk) -> None:
    """And so does the withdrawal that comes with it, once."""
    scheme, _ = await desk.accepted()
    await desk.withdrawn(scheme)
    await desk.cancelled(scheme)
    assert (await desk.quote_of(scheme))["state"] == "voided"
    assert len(await bench.said(said.QuoteVoided)) == 1


async def test_a_refused_quote_stays_refused(bench: Bench, desk: Desk) -> None:
    """Dispatch withdraws the scheme afterwards; there is nothing left to void."""
    scheme, quote = await desk.offered()
    await desk.ok(desk.agent, f"/quotes/{quote['id']}/refuse", {"reason": "too dear"})
    await desk.withdrawn(scheme, "quote refused")
    assert (await desk.quote_of(scheme))["state"] == "refused"
    assert await bench.said(said.QuoteVoided) == []


async def test_carried_out_work_keeps_its_quote(bench: Bench, desk: Desk) -> None:
    """The visit took place, then the case was cancelled: the charge stands on the quote."""
    scheme, _ = await desk.accepted()
    report = await desk.carried_out(scheme)
    await desk.cancelled(scheme)
    assert (await desk.quote_of(scheme))["state"] == "accepted"
    charge = await desk.charge_of(report)
    assert charge is not None
    assert charge["total"]["amount"] == "3864.00"


@pytest.mark.rule("002-4.4.3a")
async def test_nothing_is_charged_on_a_void_quote(desk: Desk) -> None:
    """A report that comes after all is recorded at cost."""
    scheme, _ = await desk.accepted()
    await desk.withdrawn(scheme)
    charge = await desk.charge_of(await desk.carried_out(scheme))
    assert charge is not None
    assert (charge["free"], charge["total"]["amount"]) == (True, "0.00")
    assert charge["cost"]["amount"] == "2400.00"


async def test_free_work_has_no_quote_to_void(bench: Bench, desk: Desk) -> None:
    """Withdrawal and cancellation of free work pass quietly."""
    scheme = await desk.approved("warranty")
    await desk.withdrawn(scheme)
    await desk.cancelled(scheme)
    assert await bench.rows("select * from parked") == []


async def test_a_scheme_heard_of_after_the_cancellation_gets_no_quote(
    bench: Bench, desk: Desk
) -> None:
    """The cancellation waits for its case, too, and then holds for what comes later."""
    request = a.a_triaged_request()
    cancelled = WorkOrderCancelled(
        request_id=request.request_id, work_order_id=a.new_id(), reason="withdrawn"
    )
    await desk.hear(cancelled)
    await bench.hear(fact(request, request.request_id, at=a.EARLIER))
    desk.wait(timedelta(minutes=5))
    await desk.retried()
    await desk.hear(a.an_approved_scheme(request))

    assert len(await bench.said(said.LiabilityDecided)) == 1
    assert await bench.said(said.QuoteDrafted) == []


async def test_a_request_and_its_scheme_count_once(bench: Bench, desk: Desk) -> None:
    """Other messages with the same meaning change nothing, and what was promised first holds."""
    request = await desk.triaged("warranty")
    later = request.model_copy(
        update={"entitlement": request.entitlement.model_copy(update={"cover": "none"})}
    )
    scheme = a.an_approved_scheme(request)
    await desk.hear(later, scheme, scheme)

    (liability,) = await bench.said(said.LiabilityDecided)
    assert liability.party == "ours"
    assert await bench.rows("select * from parked") == []


async def test_an_estimate_in_another_currency_is_kept_for_an_operator(
    bench: Bench, desk: Desk
) -> None:
    """It is neither added up as if it were the same money nor dropped."""
    scheme = a.an_approved_scheme(await desk.triaged(), currency="USD")
    await desk.hear(scheme)
    (parked,) = await bench.rows("select reason from parked")
    assert parked["reason"] == "CurrencyMismatch: currency-mismatch"
    assert await bench.said() == []
