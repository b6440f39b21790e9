"""What is kept and for how long: people's data, callers' words, the volumes of a year."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk, Plant

LATER = timedelta(days=6 * 365)


async def turn(bench: Bench, after: timedelta) -> None:
    """Let the standing timers take their turn, so much later."""
    now = datetime.now(UTC)
    await bench.fire_timers()
    bench.process.database.now = lambda: now + after
    await bench.fire_timers()


async def idle(desk: Desk) -> tuple[Plant, str, str]:
    """A customer with a person and a request that ended."""
    plant = await desk.opened()
    person = await desk.ok(f"/customers/{plant.customer['id']}/contacts", a.a_contact())
    request = await desk.registered(plant, contact_id=person["id"])
    await desk.ok(f"/requests/{request['id']}/cancel", {"reason": "by mistake"}, 200)
    return plant, person["id"], request["id"]


async def kept(bench: Bench) -> tuple[int, int, int]:
    """How many people, addresses and descriptions can still be read."""
    (row,) = await bench.rows(
        "select (select count(*) from contact c join subject_key using (id)) people,"
        " (select count(*) from site s join subject_key using (id)) places,"
        " (select count(*) from request where description is not null) words"
    )
    return row["people"], row["places"], row["words"]


@pytest.mark.rule("004-5.3.1.3")
async def test_after_five_years_people_addresses_and_words_are_forgotten(bench: Bench) -> None:
    """The case itself stays, and the audit trail says what was done."""
    desk = Desk(bench)
    _, person, request = await idle(desk)
    await turn(bench, timedelta(days=4 * 365))
    assert await kept(bench) == (1, 1, 1)
    await turn(bench, LATER)
    assert await kept(bench) == (0, 0, 0)
    (told,) = await bench.said(said.RequestForgotten)
    assert str(told.request_id) == request
    (row,) = await bench.rows("select contact_id, state, subject from request")
    assert (str(row["contact_id"]), row["state"]) == (person, "cancelled")
    erased = await bench.rows("select detail from audit where action like '%.erase'")
    assert [each["detail"]["because"] for each in erased] == ["retention", "retention"]


@pytest.mark.rule("004-5.3.1.3")
@pytest.mark.parametrize("reason", ["contract", "warranty", "open case", "new contact", "delivery"])
async def test_what_still_goes_on_keeps_peoples_data(bench: Bench, reason: str) -> None:
    """A contract or a warranty that runs, a case that is open, somebody who was in touch."""
    desk = Desk(bench)
    plant, _, _ = await idle(desk)
    who = plant.customer["id"]
    soon = (datetime.now(UTC) + LATER).date()
    match reason:
        case "contract":
            await desk.ok("/contracts", a.a_contract(who))
        case "warranty":
            long = {"serial": "N", "warranty_months": 240}
            await desk.ok("/assets", a.an_asset(who, plant.site["id"]) | long)
        case "open case":
            await desk.registered(plant)
        case "new contact":
            log = {"customer_id": who, "direction": "in", "channel": "phone", "need": "x"}
            moment = datetime.now(UTC) + LATER - timedelta(days=30)
            bench.process.database.now = lambda: moment
            await desk.ok("/contact-logs", log)
        case _:
            sent: dict[str, Any] = {"customer_id": who, "site_id": plant.site["id"]}
            day = soon - timedelta(days=365)
            bench.process.database.now = lambda: datetime.now(UTC) + LATER
            unit = {"serial": "N", "model": "HX", "product_line": "x", "warranty_months": 0}
            body = {**sent, "order_no": "SO", "delivered_on": day.isoformat(), "units": [unit]}
            await desk.ok("/deliveries", body, who=desk.sales)
    await turn(bench, LATER)
    people, places, _ = await kept(bench)
    assert (people, places) == (1, 1)


@pytest.mark.rule("004-5.3.1.3")
@pytest.mark.parametrize("by", ["centre", "product line", "contract", "another centre"])
async def test_how_long_is_the_policys_of_whoever_the_case_goes_by(bench: Bench, by: str) -> None:
    """The contract's, else the product line's, else the centre's, as the region sets it."""
    desk = Desk(bench)
    gm = bench.caller("gm", subject="tang")
    long = {"overrides": {"retention.years": 10}}
    if by == "contract":
        plant, _, _ = await idle(desk)
        clauses = {"policy": "network-maintenance", "clauses": {"retention.years": 10}}
        over = {"starts_on": "2020-01-01", "ends_on": "2021-12-31"}
        await desk.ok("/contracts", a.a_contract(plant.customer["id"], **clauses, **over))
    elif by == "product line":
        await desk.ok("/policies", long | {"preset": "it-goods"}, who=gm)
        line = {"code": "inverter", "name": "x", "build": "stand_alone", "made": 100}
        line |= {"stage": "finalised", "policy": "it-goods"}
        maker = bench.caller("production", subject="ma")
        await desk.ok("/product-lines", line, who=maker)
        await idle(desk)
    else:
        preset = "electrical-automation" if by == "centre" else "defence-equipment"
        await desk.ok("/policies", long | {"preset": preset}, who=gm)
        await desk.centre(code="far", policy="defence-equipment")
        await idle(desk)
    await turn(bench, LATER)
    gone = (0, 0, 0)
    # An idle contract of the customer's keeps people and places; the case was not covered by it.
    still = {"another centre": gone, "contract": (1, 1, 0)}.get(by, (1, 1, 1))
    assert await kept(bench) == still
    await turn(bench, timedelta(days=11 * 365))
    assert await kept(bench) == gone


@pytest.mark.rule("004-5.3.1.3")
async def test_a_judged_case_keeps_the_years_of_the_contract_that_covered_it(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    clauses = {"policy": "network-maintenance", "clauses": {"retention.years": 10}}
    until = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    await desk.ok("/contracts", a.a_contract(plant.customer["id"], ends_on=until, **clauses))
    request = await desk.triaged(plant)
    await desk.ok(f"/requests/{request['id']}/cancel", {"reason": "by mistake"}, 200)
    await turn(bench, LATER)
    assert await kept(bench) == (0, 1, 1)
    await turn(bench, timedelta(days=11 * 365))
    assert await kept(bench) == (0, 0, 0)


@pytest.mark.parametrize("years", [0, -1, 101, 9999])
async def test_nobody_keeps_for_no_time_or_for_ever(bench: Bench, years: int) -> None:
    gm = bench.caller("gm", subject="tang")
    refused = await gm.post("/policies", json={"overrides": {"retention.years": years}})
    assert (refused.status_code, refused.json()["parameter"]) == (422, "retention.years")


@pytest.mark.rule("004-5.3.1.3")
async def test_a_legal_hold_keeps_all_of_it_until_it_is_released(bench: Bench) -> None:
    """Neither the turn of the month nor anybody's wish goes before it."""
    desk = Desk(bench)
    plant, person, _ = await idle(desk)
    who = plant.customer["id"]
    leader = bench.caller("service_supervisor", subject="sun")
    body = {"customer_id": who, "reason": "Dispute over the fire of May"}
    assert (await desk.agent.post("/legal-holds", json=body)).status_code == 403
    hold = await desk.ok("/legal-holds", body, who=leader)
    for path in (f"/customers/{who}/contacts/{person}/erase", f"/sites/{plant.site['id']}/erase"):
        refused = await leader.post(path, json={"because": "asked"})
        assert (refused.status_code, refused.json()["code"]) == (409, "legal-hold-lasts")
    await turn(bench, LATER)
    assert await kept(bench) == (1, 1, 1)
    listed = (await leader.get(f"/legal-holds?customer_id={who}")).json()["items"]
    assert listed == [hold]
    path = f"/legal-holds/{hold['id']}/release"
    assert (await desk.ok(path, {}, 200, leader))["released_by"] == "sun"
    again = await leader.post(path, json={})
    assert again.json()["code"] == "hold-released"
    await turn(bench, LATER + timedelta(days=40))
    assert await kept(bench) == (0, 0, 0)
    assert len(await bench.said(said.LegalHoldPlaced)) == 1
    assert len(await bench.said(said.LegalHoldReleased)) == 1


@pytest.mark.rule("001-5.1.2.2")
async def test_in_february_a_years_contacts_are_bound_and_nothing_is_written_into_them(
    bench: Bench,
) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    year = datetime.now(UTC).year
    log = {"customer_id": plant.customer["id"], "direction": "in", "need": "x"}
    call = await desk.ok("/contact-logs", {**log, "channel": "phone"})
    await desk.ok("/contact-logs", {**log, "channel": "email"})
    await bench.fire_timers()
    bench.process.database.now = lambda: datetime(year + 1, 2, 1, tzinfo=UTC)
    await bench.fire_timers()

    listed = (await desk.agent.get(f"/contact-logs/volumes?year={year}")).json()["items"]
    volumes = {each["form"]: each for each in listed}
    assert {form: each["entries"] for form, each in volumes.items()} == {
        "calls": 1,
        "faxes": 0,
        "mail_in": 1,
        "mail_out": 0,
    }
    assert len(await bench.said(said.VolumeBound)) == 4
    late = {**log, "channel": "phone", "occurred_at": f"{year}-12-31T23:59:59Z"}
    refused = await desk.agent.post("/contact-logs", json=late)
    assert (refused.status_code, refused.json()["code"]) == (409, "volume-bound")
    path = f"/contact-logs/{call['id']}/conclude"
    assert (await desk.agent.post(path, json={"result": "Done"})).json()["rule"] == "001-5.1.2.2"
    shown = await desk.agent.get(f"/contact-logs/volumes/{volumes['calls']['id']}")
    assert shown.json()["intact"] is True
    async with bench.process.engine.begin() as connection:
        await connection.exec_driver_sql("update contact_log set need = 'y'")
    shown = await desk.agent.get(f"/contact-logs/volumes/{volumes['calls']['id']}")
    assert shown.json()["intact"] is False
    assert (await desk.agent.get(f"/contact-logs/volumes/{call['id']}")).status_code == 404
