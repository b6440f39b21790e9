"""Paid work on a real database: priced, offered by one desk, answered, or run out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from aftercare_contracts import billing as said
from aftercare_contracts.numbers import series_of
from aftercare_kit.testing import Bench
from services.billing.tests import builders as a
from services.billing.tests.component.desk import Desk

CNY = {"currency": "CNY"}


@pytest.mark.rule("002-4.4.3a")
async def test_the_customer_accepts_the_printed_example_before_anybody_travels(
    bench: Bench, desk: Desk
) -> None:
    """Scheme approved, price drafted, offered under a number, accepted: each said once."""
    scheme, quote = await desk.accepted()

    series = series_of("SC", datetime.now(ZoneInfo("Asia/Shanghai")).date())
    assert quote["state"] == "accepted"
    assert quote["number"] == f"{series}01"
    assert quote["total"] == {"amount": "3864.00", **CNY}
    (liability,) = await bench.said(said.LiabilityDecided)
    assert (liability.party, liability.charge, liability.basis) == (
        "customer",
        "full",
        "002-4.3.6a",
    )
    for kind in (said.QuoteDrafted, said.QuoteOffered, said.QuoteAccepted):
        (event,) = await bench.said(kind)
        assert event.scheme_id == scheme.scheme_id
        assert str(event.total.amount) == "3864.00"
    (offered,) = await bench.said(said.QuoteOffered)
    assert offered.in_time
    assert await bench.rows("select * from timer") == []


async def test_every_line_of_a_quote_is_traced_to_its_scheme(bench: Bench, desk: Desk) -> None:
    """The event that approved the scheme is the source of each line."""
    await desk.offered()
    (drafted,) = await bench.said(said.QuoteDrafted)
    heard = {row["event_id"] for row in await bench.rows("select event_id from inbox")}
    assert {line.source_event_id for line in drafted.lines} < heard
    assert len({line.source_event_id for line in drafted.lines}) == 1


@pytest.mark.rule("002-4.5.3.1f")
async def test_only_the_quoting_desk_tells_a_price(bench: Bench, desk: Desk) -> None:
    """Not even finance; the attempt is on record."""
    await desk.price()
    quote = await desk.quote_of(await desk.approved())

    for caller in (desk.finance, desk.agent, desk.quality):
        answer = await caller.post(f"/quotes/{quote['id']}/offer", json={})
        assert answer.status_code == 403
    denied = await bench.rows("select detail from audit where action = 'denied'")
    assert [row["detail"]["permission"] for row in denied] == ["quote.offer"] * 3


@pytest.mark.rule("004-5.2.1.3")
async def test_a_missing_price_keeps_the_offer_back_until_it_is_entered(desk: Desk) -> None:
    """The draft names the part; after POST /prices the offer is computed anew."""
    quote = await desk.quote_of(await desk.approved())
    assert quote["missing_prices"] == ["PB-100"]
    assert quote["total"]["amount"] == "2254.00"

    problem = await desk.refused(desk.quoting, f"/quotes/{quote['id']}/offer", {})
    assert (problem["code"], problem["rule"]) == ("price-missing", "004-5.2.1.3")
    assert "PB-100" in problem["detail"]

    await desk.price()
    offered = await desk.ok(desk.quoting, f"/quotes/{quote['id']}/offer", {})
    assert (offered["missing_prices"], offered["total"]["amount"]) == ([], "3864.00")


async def test_an_offer_is_made_at_the_prices_of_its_day(desk: Desk) -> None:
    """A price changed after the draft counts; changed after the offer it does not."""
    await desk.price(amount="900.00")
    quote = await desk.quote_of(await desk.approved())
    await desk.price(amount="1000.00")
    offered = await desk.ok(desk.quoting, f"/quotes/{quote['id']}/offer", {})
    await desk.price(amount="5000.00")

    shown = await desk.agent.get(f"/quotes/{quote['id']}")
    assert shown.json()["total"] == offered["total"] == {"amount": "3864.00", **CNY}
    again = await desk.refused(desk.quoting, f"/quotes/{quote['id']}/offer", {})
    assert again["code"] == "quote-not-draft"


@pytest.mark.rule("002-4.4.3a")
async def test_an_unanswered_offer_runs_out(bench: Bench, desk: Desk) -> None:
    """A tick after its last valid moment it expires, dated then; nobody can accept it after."""
    _, quote = await desk.offered()
    valid_until = datetime.fromisoformat(quote["valid_until"])
    assert valid_until - datetime.fromisoformat(quote["offered_at"]) == timedelta(days=7)
    assert await bench.fire_timers() == 0

    desk.wait(timedelta(days=7, seconds=5))
    late = await desk.refused(desk.agent, f"/quotes/{quote['id']}/accept", {})
    assert late["code"] == "quote-out-of-date"
    assert await bench.fire_timers() == 1

    assert len(await bench.said(said.QuoteExpired)) == 1
    (event,) = await bench.rows("select occurred_at from event where type like '%expired.v1'")
    assert event["occurred_at"] == valid_until
    gone = await desk.refused(desk.agent, f"/quotes/{quote['id']}/accept", {})
    assert gone["code"] == "quote-not-offered"


async def test_an_answered_offer_does_not_run_out(bench: Bench, desk: Desk) -> None:
    """A refusal ends it, with its reason; its timer is gone."""
    _, quote = await desk.offered()
    body = {"reason": "too dear"}
    refused = await desk.ok(desk.agent, f"/quotes/{quote['id']}/refuse", body)
    assert (refused["state"], refused["reason"]) == ("refused", "too dear")

    desk.wait(timedelta(days=30))
    assert await bench.fire_timers() == 0
    assert len(await bench.said(said.QuoteRefused)) == 1
    assert await bench.said(said.QuoteExpired) == []


async def test_an_offer_after_the_quote_clock_says_that_it_was_late(
    bench: Bench, desk: Desk
) -> None:
    """The policy allows 24 hours from the scheme's approval."""
    await desk.price()
    scheme = a.an_approved_scheme(await desk.triaged())
    await desk.hear(scheme, at=datetime.now(UTC) - timedelta(hours=25))
    quote = await desk.quote_of(scheme)

    offered = await desk.ok(desk.quoting, f"/quotes/{quote['id']}/offer", {"valid_days": 30})

    assert offered["in_time"] is False
    (event,) = await bench.said(said.QuoteOffered)
    assert not event.in_time


async def test_an_answer_lies_between_offer_and_now(desk: Desk) -> None:
    """Neither in the future nor before the offer it answers."""
    _, quote = await desk.offered()
    path = f"/quotes/{quote['id']}/accept"
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()

    early = await desk.refused(desk.agent, path, {"occurred_at": "2020-01-01T08:00:00+08:00"})
    future = await desk.refused(desk.agent, path, {"occurred_at": tomorrow})

    assert (early["code"], early["rule"]) == ("act-before-its-cause", "002-4.4.3a")
    assert future["code"] == "act-in-the-future"


async def test_one_answer_counts_however_often_it_is_sent(bench: Bench, desk: Desk) -> None:
    """The same key gives the same answer; another body under it is refused."""
    _, quote = await desk.offered()
    path, key = f"/quotes/{quote['id']}/accept", {"Idempotency-Key": "k-1"}

    first = await desk.agent.post(path, json={}, headers=key)
    second = await desk.agent.post(path, json={}, headers=key)
    other = await desk.agent.post(path, json={"occurred_at": None}, headers=key)

    assert (first.status_code, second.content) == (200, first.content)
    assert other.json()["code"] == "idempotency-key-reused"
    assert len(await bench.said(said.QuoteAccepted)) == 1


async def test_an_answer_to_another_version_is_refused(desk: Desk) -> None:
    """The customer saw the draft's version; what was offered since is another."""
    _, quote = await desk.offered()
    answer = await desk.agent.post(
        f"/quotes/{quote['id']}/accept", json={}, headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 412


async def test_a_price_in_another_currency_is_no_price(desk: Desk) -> None:
    """A case is priced in the currency of its policy."""
    money = {"amount": "140.00", "currency": "USD"}
    await desk.ok(desk.quoting, "/prices", {"part_no": "PB-100", "unit_price": money}, 201)
    quote = await desk.quote_of(await desk.approved())
    assert quote["missing_prices"] == ["PB-100"]
