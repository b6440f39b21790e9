"""Judging a request: level, department, what covers it, and the promise that is frozen for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aftercare_clocks import ClockTerms, Started, fold
from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk, Plant


async def judged(desk: Desk, plant: Plant, reported: str, **other: Any) -> said.RequestTriaged:
    """The fact of a request reported then and judged now."""
    request = await desk.registered(plant, occurred_at=reported)
    await desk.ok(f"/requests/{request['id']}/triage", a.a_triage(**other), 200)
    return (await desk.bench.said(said.RequestTriaged))[-1]


def limit(event: said.RequestTriaged, name: str) -> timedelta:
    """What the event promises under a name."""
    return next(clock.limit for clock in event.promise.clocks if clock.name == name)


@pytest.mark.rule("002-4.2.1b")
@pytest.mark.rule("002-T2")
async def test_the_promise_is_frozen_into_the_fact(bench: Bench) -> None:
    """Every clock of the case with its terms, and the parameters other services decide by."""
    desk = Desk(bench)
    plant = await desk.opened(warranty_months=24)
    event = await judged(desk, plant, "2026-03-02T08:00:00+08:00", fault_level=1)

    terms = {
        clock.name: ClockTerms.from_json(clock.model_dump(mode="json"))
        for clock in event.promise.clocks
    }
    due = fold(terms["response"], [Started(event.reported_at)]).due_at
    assert due == datetime(2026, 3, 2, 0, 10, tzinfo=UTC)
    assert limit(event, "arrival") == timedelta(hours=2)
    assert (event.promise.policy, event.promise.version) == ("electrical-automation", 1)
    assert event.promise.parameters["quote.desk"] == "external_quoting"
    assert event.department == "SC"
    assert event.engagement.centre == "shenzhen"
    assert event.engagement.zone == "Asia/Shanghai"
    assert (event.entitlement.cover, str(event.entitlement.until)) == ("warranty", "2027-03-15")


async def test_the_request_shows_what_was_found(bench: Bench) -> None:
    """Judgement, department, cover and policy version, for whoever opens it later."""
    desk = Desk(bench)
    request = await desk.triaged(fault_kind="software", major=True, fault_level=3)

    shown = await desk.show(request["id"])
    assert shown["judgement"] == {
        "service_type": "technical_support",
        "fault_level": 3,
        "major": True,
        "fault_kind": "software",
        "urban": True,
    }
    assert (shown["handled_by"], shown["policy"]) == ("YF", "electrical-automation")
    assert shown["policy_version"] == 1
    assert shown["entitlement"]["cover"] == "none"


@pytest.mark.rule("004-5.1.7.2")
async def test_cover_is_decided_by_the_day_at_the_centre(bench: Bench) -> None:
    """Half past four in the afternoon in Greenwich is past midnight in Shenzhen."""
    desk = Desk(bench)
    plant = await desk.opened()
    for reported, cover in {
        "2026-03-15T23:59:00+08:00": "warranty",
        "2026-03-15T16:30:00Z": "none",
        "2026-03-16T00:00:00+08:00": "none",
    }.items():
        event = await judged(desk, plant, reported)
        assert event.entitlement.cover == cover, reported


@pytest.mark.rule("000-1")
async def test_a_contract_brings_its_own_policy_and_clauses(bench: Bench) -> None:
    """Contract over region over preset; the centre's policy does not hold."""
    desk = Desk(bench)
    plant = await desk.opened()
    overrides = {"clock.response.limit": "PT45M", "clock.fix.limit": "PT6H"}
    published = {
        "preset": "it-goods",
        "overrides": overrides,
        "effective_from": "2026-01-01T00:00:00Z",
    }
    await desk.ok("/policies", published, who=desk.manager)
    body = a.a_contract(
        plant.customer["id"], policy="it-goods", clauses={"clock.fix.limit": "PT2H"}
    )
    contract = await desk.ok("/contracts", body)

    event = await judged(desk, plant, "2026-03-02T08:00:00+08:00")

    assert (event.promise.policy, event.promise.version) == ("it-goods", 2)
    assert limit(event, "response") == timedelta(minutes=45)
    assert limit(event, "fix") == timedelta(hours=2)
    assert limit(event, "arrival") == timedelta(hours=4)
    assert event.entitlement.model_dump(mode="json") == {
        "cover": "om_period",
        "contract_id": contract["id"],
        "until": "2098-12-31",
        "item_in_scope": True,
        "statutory": False,
    }


@pytest.mark.rule("002-4.3.6")
async def test_a_unit_outside_the_contracts_scope_is_told(bench: Bench) -> None:
    """The contract is named, its policy does not hold, and the item is out of scope."""
    desk = Desk(bench)
    plant = await desk.opened(sale_date=None)
    body = a.a_contract(plant.customer["id"], policy="it-goods", product_lines=["radio"])
    contract = await desk.ok("/contracts", body)

    event = await judged(desk, plant, "2026-03-02T08:00:00+08:00")

    assert str(event.entitlement.contract_id) == contract["id"]
    assert not event.entitlement.item_in_scope
    assert event.promise.policy == "electrical-automation"


@pytest.mark.example(20)
async def test_a_policy_published_later_leaves_the_case_alone(bench: Bench) -> None:
    """The case of before keeps version 1 even when it is judged afterwards; the next has 2."""
    desk = Desk(bench)
    plant = await desk.opened()
    old = await desk.registered(plant, occurred_at="2026-03-01T08:00:00+08:00")
    body = {
        "preset": "electrical-automation",
        "overrides": {"clock.scheme.limit": "PT3H"},
        "effective_from": "2026-03-02T00:00:00+08:00",
    }
    await desk.ok("/policies", body, who=desk.manager)
    await desk.ok(f"/requests/{old['id']}/triage", a.a_triage(), 200)
    await judged(desk, plant, "2026-03-02T00:00:00+08:00")

    before, after = await bench.said(said.RequestTriaged)
    assert (before.promise.version, limit(before, "scheme")) == (1, timedelta(hours=4))
    assert (after.promise.version, limit(after, "scheme")) == (2, timedelta(hours=3))


@pytest.mark.rule("002-T2")
async def test_the_sites_situation_decides_unless_the_desk_knows_better(bench: Bench) -> None:
    """Level 1 outside the main urban area has the general arrival time."""
    desk = Desk(bench)
    await desk.centre()
    plant = await desk.plant(urban=False)
    reported = "2026-03-02T08:00:00+08:00"

    outside = await judged(desk, plant, reported, fault_level=1)
    inside = await judged(desk, plant, reported, fault_level=1, urban=True)

    assert limit(outside, "arrival") == timedelta(hours=24)
    assert limit(inside, "arrival") == timedelta(hours=2)


async def test_business_clocks_count_the_centres_hours_with_holidays_written_out(
    bench: Bench,
) -> None:
    """A reader needs neither our policy nor our list of holidays."""
    desk = Desk(bench)
    week = {"mon": [["09:00", "12:00"]], "tue": [["09:00", "12:00"]]}
    await desk.centre(week=week, closed=["2026-03-03"])
    event = await judged(desk, await desk.plant(), "2026-03-02T08:00:00+08:00")

    (consent,) = [clock for clock in event.promise.clocks if clock.name == "inspection_consent"]
    assert consent.calendar.kind == "business"
    assert set(consent.calendar.week) == {"mon", "tue"}
    assert consent.calendar.holidays is None
    closed = {str(day) for day in consent.calendar.closed}
    assert closed >= {"2026-03-03", "2026-10-05"}  # The company's own, and the National Day week.
    assert consent.limit == timedelta(hours=3)


async def test_a_request_is_judged_once(bench: Bench) -> None:
    """What is promised stays promised."""
    desk = Desk(bench)
    request = await desk.triaged()
    before = await bench.counts()

    answer = await desk.agent.post(f"/requests/{request['id']}/triage", json=a.a_triage())

    assert answer.status_code == 409
    assert answer.json()["code"] == "request-out-of-order"
    assert answer.json()["rule"] == "001-F1"
    assert await bench.counts() == before


async def test_a_judgement_does_not_precede_the_report(bench: Bench) -> None:
    """The desk judges what it has been told."""
    desk = Desk(bench)
    request = await desk.registered()
    body = a.a_triage(occurred_at="2020-01-01T08:00:00+08:00")

    answer = await desk.agent.post(f"/requests/{request['id']}/triage", json=body)

    assert (answer.status_code, answer.json()["code"]) == (409, "act-before-its-cause")
    assert answer.json()["field"] == "occurred_at"


async def test_a_judgement_that_no_form_has_a_box_for_is_refused(bench: Bench) -> None:
    """The request stays as it was."""
    desk = Desk(bench)
    request = await desk.registered()
    path = f"/requests/{request['id']}/triage"

    for wrong in (
        {"fault_level": 0},
        {"fault_level": 5},
        {"fault_level": "2"},
        {"fault_level": 2.5},
        {"fault_kind": "magic"},
        {"service_type": "other"},
        {"urban": "perhaps"},
    ):
        answer = await desk.agent.post(path, json=a.a_triage(**wrong))
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed-request"), wrong

    assert await desk.show(request["id"]) == {k: v for k, v in request.items() if k != "duplicates"}


async def test_a_consumers_statutory_right_travels_beside_the_cover(bench: Bench) -> None:
    """Sold 15 March 2025: by law through 15 March 2026, whatever the contract says."""
    desk = Desk(bench)
    await desk.centre()
    customer = await desk.ok("/customers", a.a_customer(kind="consumer"))
    site = await desk.ok("/sites", a.a_site(customer["id"]))
    asset = await desk.ok("/assets", a.an_asset(customer["id"], site["id"], warranty_months=0))
    plant = Plant(customer, site, asset)

    last = await judged(desk, plant, "2026-03-15T12:00:00+08:00")
    past = await judged(desk, plant, "2026-03-16T12:00:00+08:00")

    assert (last.entitlement.cover, last.entitlement.statutory) == ("none", True)
    assert (past.entitlement.cover, past.entitlement.statutory) == ("none", False)


async def test_two_desks_do_not_judge_over_each_other(bench: Bench) -> None:
    """Who decided on an older state is told so."""
    desk = Desk(bench)
    request = await desk.registered()
    path = f"/requests/{request['id']}/triage"

    stale = await desk.agent.post(path, json=a.a_triage(), headers={"If-Match": '"7"'})
    fresh = await desk.agent.post(path, json=a.a_triage(), headers={"If-Match": '"1"'})

    assert (stale.status_code, stale.json()["code"]) == (412, "version-conflict")
    assert (fresh.status_code, fresh.headers["etag"]) == (200, '"2"')


async def test_a_case_stays_with_the_centre_it_began_at(bench: Bench) -> None:
    """The customer moved to another centre meanwhile; hours and policy are the first one's."""
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.registered(plant)
    await desk.centre(code="urumqi", zone="Asia/Urumqi", policy="it-goods")
    moved = {"name": "南方电网", "kind": "enterprise", "centre": "urumqi"}
    answer = await desk.agent.put(f"/customers/{plant.customer['id']}", json=moved)
    assert answer.status_code == 200, answer.text

    await desk.ok(f"/requests/{request['id']}/triage", a.a_triage(), 200)

    (event,) = await bench.said(said.RequestTriaged)
    assert event.engagement.centre == "shenzhen"
    assert event.promise.policy == "electrical-automation"
