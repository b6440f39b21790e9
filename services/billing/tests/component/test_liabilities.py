"""A major accident: the work goes on, the settlement waits for quality."""

from typing import Any

import pytest

from aftercare_contracts import billing as said
from aftercare_kit.testing import Bench
from services.billing.tests import builders as a
from services.billing.tests.component.desk import Desk


async def a_major_accident(desk: Desk, **other: Any) -> tuple[Any, dict[str, Any]]:
    """Scheme and liability of a major accident nobody knows the cause of."""
    await desk.price()
    scheme = await desk.approved("warranty", "unknown", major=True, **other)
    (liability,) = await desk.items("/liabilities", request_id=str(scheme.request_id))
    return scheme, liability


@pytest.mark.rule("002-4.5.3.1d")
async def test_a_major_accident_is_held_until_quality_decides(bench: Bench, desk: Desk) -> None:
    """Free to travel, nothing to settle; after the decision the charge is computed anew."""
    scheme, liability = await a_major_accident(desk)
    assert (liability["party"], liability["charge"], liability["held"]) == (
        "undecided",
        "free",
        True,
    )
    charge = await desk.charge_of(report := await desk.carried_out(scheme))
    assert charge is not None
    assert (charge["held"], charge["total"]["amount"]) == (True, "0.00")

    path = f"/liabilities/{liability['id']}/decide"
    decided = await desk.ok(desk.quality, path, {"party": "ours"})

    assert (decided["state"], decided["held"], decided["basis"]) == (
        "decided",
        False,
        "002-4.5.3.1e",
    )
    charge = await desk.charge_of(report)
    assert charge is not None
    assert (charge["held"], charge["free"], charge["version"]) == (False, True, 2)
    assert [event.party for event in await bench.said(said.LiabilityDecided)] == [
        "undecided",
        "ours",
    ]
    assert [event.held for event in await bench.said(said.ChargeComputed)] == [True, False]


@pytest.mark.rule("002-4.5.3.1e")
async def test_the_customer_bears_all_cost_only_after_both_agreed(bench: Bench, desk: Desk) -> None:
    """Found liable: the charge is told and held; agreed in writing: it is released."""
    scheme, liability = await a_major_accident(desk)
    report = await desk.carried_out(scheme)
    path = f"/liabilities/{liability['id']}/decide"

    await desk.ok(desk.quality, path, {"party": "customer"})
    told = await desk.charge_of(report)
    await desk.price(amount="9999.00")
    await desk.ok(desk.quality, path, {"party": "customer", "agreed": True})
    due = await desk.charge_of(report)

    assert told is not None
    assert due is not None
    assert (told["held"], told["total"]["amount"]) == (True, "3864.00")
    assert (due["held"], due["total"]["amount"]) == (False, "3864.00")
    over = await desk.refused(desk.quality, path, {"party": "ours"})
    assert (over["code"], over["rule"]) == ("liability-already-decided", "002-4.5.3.1d")


async def test_a_decision_before_the_visit_leaves_nothing_held(desk: Desk) -> None:
    """The charge comes out released at once."""
    scheme, liability = await a_major_accident(desk)
    await desk.ok(desk.quality, f"/liabilities/{liability['id']}/decide", {"party": "supplier"})
    charge = await desk.charge_of(await desk.carried_out(scheme))
    assert charge is not None
    assert (charge["held"], charge["free"]) == (False, True)


async def test_what_quality_found_holds_for_the_next_scheme_of_the_case(
    bench: Bench, desk: Desk
) -> None:
    """Liability decided by quality overrides the table: the second scheme is quoted."""
    scheme, liability = await a_major_accident(desk)
    body = {"party": "customer", "agreed": True}
    await desk.ok(desk.quality, f"/liabilities/{liability['id']}/decide", body)
    await desk.withdrawn(scheme)
    second = scheme.model_copy(update={"scheme_id": a.new_id()})
    await desk.hear(second)

    (_, again) = await desk.items("/liabilities", request_id=str(scheme.request_id))
    assert (again["party"], again["charge"], again["held"]) == ("customer", "full", False)
    assert len(await bench.said(said.QuoteDrafted)) == 1


@pytest.mark.rule("002-4.5.3.1d")
async def test_only_quality_finds_the_liable_party(desk: Desk) -> None:
    """Neither the desk nor finance; an unknown decision is not found."""
    _, liability = await a_major_accident(desk)
    for caller in (desk.agent, desk.finance, desk.quoting):
        answer = await caller.post(f"/liabilities/{liability['id']}/decide", json={"party": "ours"})
        assert answer.status_code == 403
    unknown = await desk.quality.post(f"/liabilities/{a.new_id()}/decide", json={"party": "ours"})
    assert unknown.status_code == 404


async def test_what_the_table_decided_is_not_decided_again(desk: Desk) -> None:
    """Inside warranty there is nothing open."""
    scheme = await desk.approved("warranty")
    (liability,) = await desk.items("/liabilities", request_id=str(scheme.request_id))
    problem = await desk.refused(
        desk.quality, f"/liabilities/{liability['id']}/decide", {"party": "customer"}
    )
    assert problem["code"] == "liability-already-decided"
    assert await desk.items("/liabilities", state="open") == []
