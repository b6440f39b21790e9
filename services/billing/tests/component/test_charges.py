"""Charges on a real database: from facts only, in any order, once a visit."""

import itertools
from datetime import timedelta

import pytest
import sqlalchemy as sa

from aftercare_contracts import billing as said
from aftercare_kit.actors import system_actor
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.billing.tests import builders as a
from services.billing.tests.component.desk import Desk


async def test_an_accepted_visit_is_charged_as_quoted(bench: Bench, desk: Desk) -> None:
    """The worked example, from both facts."""
    scheme, quote = await desk.accepted()
    report = await desk.carried_out(scheme)

    charge = await desk.charge_of(report)
    assert charge is not None
    assert charge["total"] == {"amount": "3864.00", "currency": "CNY"}
    assert charge["cost"]["amount"] == "2400.00"
    assert (charge["free"], charge["held"], charge["quote_id"]) == (False, False, quote["id"])
    (event,) = await bench.said(said.ChargeComputed)
    assert sum(line.amount.amount for line in event.lines) == event.total.amount
    known = {row["event_id"] for row in await bench.rows("select event_id from inbox")}
    known |= {row["event_id"] for row in await bench.rows("select event_id from event")}
    assert all(line.source_event_id in known for line in event.lines)
    shown = await desk.finance.get(f"/charges/{charge['id']}")
    assert shown.json() == charge


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
async def test_report_and_parts_make_the_charge_in_either_order(
    bench: Bench, desk: Desk, order: tuple[int, ...]
) -> None:
    """Neither alone is enough where parts were fitted; said twice they change nothing."""
    scheme, _ = await desk.accepted()
    report = a.a_signed_report(scheme)
    facts = (report, a.parts_used(report))

    await desk.hear(facts[order[0]], at=a.NOW)
    assert await desk.charge_of(report) is None
    await desk.hear(facts[order[1]], at=a.NOW)
    first = await desk.charge_of(report)
    await desk.hear(*facts, at=a.NOW)

    assert first is not None
    assert await desk.charge_of(report) == first
    assert len(await bench.said(said.ChargeComputed)) == 1


async def test_a_visit_without_parts_is_charged_by_its_report(bench: Bench, desk: Desk) -> None:
    """Nothing fitted, nothing to wait for; a stray booking changes nothing."""
    scheme, _ = await desk.accepted()
    report = a.a_signed_report(scheme, parts={})
    await desk.hear(report, at=a.NOW)

    charge = await desk.charge_of(report)
    assert charge is not None
    assert charge["total"]["amount"] == "2254.00"
    await desk.hear(a.parts_used(report), at=a.NOW)
    assert len(await bench.said(said.ChargeComputed)) == 1


async def test_more_than_was_accepted_is_not_asked_for(desk: Desk) -> None:
    """A second day and dearer travel stay with us."""
    scheme, quote = await desk.accepted()
    report = await desk.carried_out(scheme, travel="2000.00", days=3)
    charge = await desk.charge_of(report)
    assert charge is not None
    assert charge["total"] == quote["total"]
    assert charge["lines"][-1]["kind"] == "reduction"


@pytest.mark.rule("004-5.2.1.3")
async def test_free_work_is_recorded_at_cost(bench: Bench, desk: Desk) -> None:
    """Inside warranty: no quote, no price for the customer, every cost on record."""
    await desk.price()
    scheme = await desk.approved("warranty")
    report = await desk.carried_out(scheme)

    charge = await desk.charge_of(report)
    assert charge is not None
    assert (charge["free"], charge["total"]["amount"]) == (True, "0.00")
    assert charge["cost"]["amount"] == "2400.00"
    assert await bench.said(said.QuoteDrafted) == []


@pytest.mark.rule("004-5.2.2.4a")
async def test_misuse_inside_warranty_is_charged_material_only(bench: Bench, desk: Desk) -> None:
    """Where the policy says so, labour is waived."""
    scheme, quote = await desk.accepted(
        cover="warranty",
        cause="customer_use",
        parameters={"charge.customer_fault": "material_only"},
    )
    assert (quote["charge"], quote["total"]["amount"]) == ("material_only", "1610.00")
    charge = await desk.charge_of(await desk.carried_out(scheme))
    assert charge is not None
    assert charge["total"]["amount"] == "1610.00"


async def test_a_charge_waits_for_a_missing_price(bench: Bench, desk: Desk) -> None:
    """Nothing is recorded at a price of nothing; entering the price computes it."""
    scheme = await desk.approved("warranty")
    report = await desk.carried_out(scheme)
    assert await desk.charge_of(report) is None

    await desk.price("OTHER-1")
    assert await bench.fire_timers() == 0
    await desk.price("PB-100")
    assert await bench.fire_timers() == 1

    charge = await desk.charge_of(report)
    assert charge is not None
    assert charge["cost"]["amount"] == "2400.00"
    desk.wait(timedelta(days=1))
    assert await bench.fire_timers() == 0


async def test_a_charge_looks_for_its_price_again_by_itself(bench: Bench, desk: Desk) -> None:
    """Report and price may pass each other by unseen; within the hour the charge is there."""
    report = await desk.carried_out(await desk.approved("warranty"))
    (timer,) = await bench.rows("select kind, key, due_at from timer")
    await desk.price()
    async with bench.process.database.begin(system_actor("billing", a.REGION)) as work:
        await work.timers.set(timer["kind"], timer["key"], timer["due_at"])

    assert await bench.fire_timers() == 0
    assert await desk.charge_of(report) is None
    desk.wait(timedelta(hours=1))
    assert await bench.fire_timers() == 1
    assert await desk.charge_of(report) is not None


async def test_each_visit_of_a_scheme_has_its_own_charge(bench: Bench, desk: Desk) -> None:
    """Two visits, two charges, one liability."""
    await desk.price()
    scheme = await desk.approved("warranty")
    first = await desk.carried_out(scheme)
    second = await desk.carried_out(scheme)

    assert await desk.charge_of(first) != await desk.charge_of(second)
    assert len(await bench.said(said.LiabilityDecided)) == 1


async def test_facts_that_overtake_their_cause_wait_for_it(bench: Bench, desk: Desk) -> None:
    """Report, scheme and triage in the wrong order end as in the right one."""
    await desk.price()
    request = a.a_triaged_request("warranty")
    scheme = a.an_approved_scheme(request)
    report = a.a_signed_report(scheme)
    await desk.hear(a.parts_used(report), report, scheme, at=a.NOW)
    assert len(await bench.rows("select id from parked")) == 2

    await bench.hear(fact(request, request.request_id, at=a.EARLIER))
    desk.wait(timedelta(minutes=5))
    await desk.retried()

    charge = await desk.charge_of(report)
    assert charge is not None
    assert charge["cost"]["amount"] == "2400.00"


async def test_the_same_message_twice_counts_once(bench: Bench, desk: Desk) -> None:
    """Redelivery is normal."""
    await desk.price()
    scheme = await desk.approved("warranty")
    report = a.a_signed_report(scheme)
    messages = [fact(e, new_id(), at=a.NOW) for e in (report, a.parts_used(report))]

    await bench.hear(*messages, *messages)
    await bench.hear(*messages)

    assert len(await bench.said(said.ChargeComputed)) == 1


async def test_the_database_itself_keeps_one_of_a_kind(bench: Bench, desk: Desk) -> None:
    """One charge a visit, one quote and one decision a scheme, one price a part and currency."""
    scheme, _ = await desk.accepted()
    await desk.carried_out(scheme)
    for table in ("charge", "quote", "liability", "visit_facts", "price"):
        copied = (
            f"insert into {table} select (jsonb_populate_record(null::{table},"
            " to_jsonb(t) || jsonb_build_object('id', cast(:id as text), 'number', null))).*"
            f" from {table} t returning id"
        )
        with pytest.raises(sa.exc.IntegrityError, match="unique"):
            await bench.rows(copied, id=str(new_id()))
