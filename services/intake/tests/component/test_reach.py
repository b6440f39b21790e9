"""How far a token reaches: own customer, own centre, own region; the rest does not exist."""

from typing import Any

import pytest
import sqlalchemy as sa

from aftercare_kit.actors import system_actor
from aftercare_kit.ids import new_id
from aftercare_kit.testing import REGION, Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk, Plant


async def seen(who: Any, path: str) -> list[str]:
    """The ids a list shows."""
    answer = await who.get(path)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def two_plants(desk: Desk) -> tuple[Plant, Plant]:
    """A customer of Shenzhen and one of Urumqi."""
    one = await desk.opened()
    await desk.centre(code="urumqi")
    customer = await desk.ok("/customers", a.a_customer("C-2", centre="urumqi"))
    site = await desk.ok("/sites", a.a_site(customer["id"], "UR-1"))
    asset = await desk.ok("/assets", a.an_asset(customer["id"], site["id"], "INV-2"))
    return one, Plant(customer, site, asset)


@pytest.mark.parametrize("bound", ["customer", "centre"])
async def test_a_bound_token_sees_its_own_and_nothing_else(bench: Bench, bound: str) -> None:
    """In every list; by id the others are unknown."""
    desk = Desk(bench)
    one, other = await two_plants(desk)
    requests = [await desk.registered(plant) for plant in (one, other)]
    for plant in (one, other):
        body = a.a_contract(plant.customer["id"], f"HT-{plant.customer['code']}")
        await desk.ok("/contracts", body)
    if bound == "customer":
        who = bench.caller("customer", customer_id=one.customer["id"])
    else:
        who = bench.caller("service_agent", centre="shenzhen")

    assert await seen(who, "/requests") == [requests[0]["id"]]
    assert await seen(who, "/customers") == [one.customer["id"]]
    assert await seen(who, "/sites") == [one.site["id"]]
    assert await seen(who, "/assets") == [one.asset["id"]]
    assert len(await seen(who, "/contracts")) == 1
    assert await seen(who, f"/requests?customer_id={other.customer['id']}") == []
    for path in (
        f"/requests/{requests[1]['id']}",
        f"/customers/{other.customer['id']}",
        f"/customers/{other.customer['id']}/contacts",
        f"/assets/{other.asset['id']}",
    ):
        answer = await who.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-record"), path


async def test_a_centres_desk_acts_for_its_own_customers_only(bench: Bench) -> None:
    """Registering, judging, merging, and every file it might touch."""
    desk = Desk(bench)
    _, other = await two_plants(desk)
    request = await desk.registered(other)
    person = await desk.ok(f"/customers/{other.customer['id']}/contacts", a.a_contact())
    who = bench.caller("service_agent", "regional_manager", centre="shenzhen")
    owner = other.customer["id"]
    centres = (await desk.agent.get("/centres")).json()["items"]
    urumqi = next(each["id"] for each in centres if each["code"] == "urumqi")
    before = await bench.counts()

    for path, body in {
        "/requests": a.a_request(owner, other.asset["id"]),
        f"/requests/{request['id']}/triage": a.a_triage(),
        f"/requests/{request['id']}/cancel": {"reason": "x"},
        f"/requests/{request['id']}/merge": {"into_request_id": request["id"]},
        f"/customers/{owner}/contacts": a.a_contact(),
        "/customers": a.a_customer("C-3", centre="urumqi"),
        "/sites": a.a_site(owner, "UR-2"),
        "/assets": a.an_asset(owner, other.site["id"], "INV-3"),
        f"/assets/{other.asset['id']}/accept": {"accepted_on": "2026-01-01"},
        "/contracts": a.a_contract(owner),
    }.items():
        answer = await who.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-record"), path
    centre = a.a_centre()
    del centre["code"]
    for path, body in {
        f"/customers/{owner}": {"name": "x", "kind": "consumer", "centre": "shenzhen"},
        f"/customers/{owner}/contacts/{person['id']}": a.a_contact(),
        f"/sites/{other.site['id']}": {"address": "x", "urban": True},
        f"/centres/{urumqi}": centre,
    }.items():
        answer = await who.put(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-record"), path
    for path in (f"/customers/{owner}/contacts/{person['id']}", f"/sites/{other.site['id']}"):
        assert (await who.get(path)).status_code == 404
    assert await bench.counts() == before


async def test_a_customer_takes_in_own_needs_and_no_others(bench: Bench) -> None:
    """Another customer does not exist for them; a token that names none reaches nobody."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    own = bench.caller("customer", customer_id=one.customer["id"])
    nobody = bench.caller("customer_rep")
    body = a.a_request(other.customer["id"], other.asset["id"], channel="portal")

    mine = await own.post("/requests", json=a.a_request(one.customer["id"], one.asset["id"]))
    theirs = await own.post("/requests", json=body)
    probing = await own.post("/requests", json=body | {"asset_id": str(new_id())})
    unbound = await nobody.post("/requests", json=body)

    assert mine.status_code == 201
    assert (theirs.status_code, theirs.json()["record"]) == (404, "customer")
    assert (probing.status_code, probing.json()["record"]) == (404, "customer")
    assert (unbound.status_code, unbound.json()["code"]) == (403, "right-missing")
    assert (await nobody.get("/requests")).status_code == 403


DENIED = [
    ("customer", "/requests/{request}/triage"),
    ("field_engineer", "/requests/{request}/triage"),
    ("customer", "/requests/{request}/merge"),
    ("finance", "/requests/{request}/cancel"),
    ("warehouse", "/customers"),
    ("warehouse", "/sites"),
    ("field_engineer", "/assets"),
    ("field_engineer", "/assets/{asset}/accept"),
    ("service_agent", "/contracts"),
    ("service_agent", "/centres"),
    ("service_supervisor", "/policies"),
    ("field_engineer", "/customers/{customer}/contacts"),
]


async def test_a_role_does_what_is_printed_for_it_and_no_more(bench: Bench) -> None:
    """Each denial is audited, and nothing else happens."""
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.registered(plant)
    ids = {"customer": plant.customer["id"], "asset": plant.asset["id"], "request": request["id"]}
    owner = plant.customer["id"]
    bodies = {
        "triage": a.a_triage(),
        "merge": {"into_request_id": request["id"]},
        "cancel": {"reason": "x"},
        "customers": a.a_customer("C-9"),
        "sites": a.a_site(owner, "SZ-9"),
        "assets": a.an_asset(owner, plant.site["id"], "INV-9"),
        "accept": {"accepted_on": "2026-01-01"},
        "contracts": a.a_contract(owner),
        "centres": a.a_centre("other"),
        "policies": {"preset": "base"},
        "contacts": a.a_contact(),
    }
    before = await bench.counts()

    for role, path in DENIED:
        who = bench.caller(role, customer_id=owner if role == "customer" else None)
        answer = await who.post(path.format(**ids), json=bodies[path.rpartition("/")[2]])
        assert (answer.status_code, answer.json()["code"]) == (403, "right-missing"), path

    assert await bench.counts() == before | {"audit": before["audit"] + len(DENIED)}


async def test_without_its_region_no_row_is_seen_or_written(bench: Bench) -> None:
    """The database's own wall: another region's session sees nothing and writes nothing of ours."""
    desk = Desk(bench)
    plant = await desk.opened()
    await desk.registered(plant)
    await desk.ok(f"/customers/{plant.customer['id']}/contacts", a.a_contact())
    tables = ("service_centre", "customer", "contact", "site", "asset", "contract", "request")

    async with bench.process.engine.begin() as connection:
        for region in ("", "cn-east"):
            setting = sa.text("select set_config('app.region', :region, true)")
            await connection.execute(setting, {"region": region})
            for table in (*tables, "policy", "event", "audit"):
                count = sa.select(sa.func.count()).select_from(sa.table(table))
                assert (await connection.execute(count)).scalar_one() == 0, table
    with pytest.raises(sa.exc.DBAPIError, match="row-level security"):
        async with bench.process.database.begin(system_actor("intake", REGION)) as work:
            await work.connection.execute(sa.text("update site set region = 'cn-east'"))
