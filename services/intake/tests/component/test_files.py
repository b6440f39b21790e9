"""The files intake keeps: centres, customers, units, contracts, policies."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from aftercare_contracts import intake as said
from aftercare_contracts.inventory import PartReplaced
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk


async def test_each_code_names_one_thing(bench: Bench) -> None:
    """A second file of the same code is refused by its own name, and leaves no trace."""
    desk = Desk(bench)
    plant = await desk.opened()
    owner = plant.customer["id"]
    await desk.ok("/contracts", a.a_contract(owner))
    before = await bench.counts()

    found = {}
    for path, body, who in (
        ("/centres", a.a_centre(), desk.head),
        ("/customers", a.a_customer("C-1"), desk.agent),
        ("/sites", a.a_site(owner, "SZ-1"), desk.agent),
        ("/assets", a.an_asset(owner, plant.site["id"], "INV-1"), desk.agent),
        ("/contracts", a.a_contract(owner), desk.sales),
    ):
        answer = await who.post(path, json=body)
        assert answer.status_code == 409, answer.text
        found[path] = answer.json()["code"]

    assert found == {
        "/centres": "centre-code-taken",
        "/customers": "customer-code-taken",
        "/sites": "site-code-taken",
        "/assets": "serial-taken",
        "/contracts": "contract-code-taken",
    }
    assert await bench.counts() == before


async def test_files_say_their_facts(bench: Bench) -> None:
    """Customer, unit and contract: complete enough that a reader need not ask back."""
    desk = Desk(bench)
    plant = await desk.opened()
    await desk.ok("/contracts", a.a_contract(plant.customer["id"], policy="it-goods"))

    (customer,) = await bench.said(said.CustomerUpdated)
    (asset,) = await bench.said(said.AssetRegistered)
    (contract,) = await bench.said(said.ContractSigned)
    assert (customer.code, customer.centre, customer.kind) == ("C-1", "shenzhen", "enterprise")
    assert (asset.serial, asset.site_code, asset.model) == ("INV-1", "SZ-1", "HX-30")
    assert (contract.kind, contract.policy) == ("om_period", "it-goods")


async def test_a_customer_moves_to_another_centre_under_the_version_read(bench: Bench) -> None:
    """The change is a fact; a stale one, and a centre that does not exist, are refused."""
    desk = Desk(bench)
    plant = await desk.opened()
    await desk.centre(code="urumqi")
    path = f"/customers/{plant.customer['id']}"
    body = {"name": "新疆电网", "kind": "defence", "centre": "urumqi"}

    moved = await desk.agent.put(path, json=body, headers={"If-Match": '"1"'})
    stale = await desk.agent.put(path, json=body, headers={"If-Match": '"1"'})
    nowhere = await desk.agent.put(path, json=body | {"centre": "atlantis"})

    assert (moved.status_code, moved.json()["version"]) == (200, 2)
    assert stale.status_code == 412
    assert (nowhere.status_code, nowhere.json()["record"]) == (404, "service_centre")
    assert [e.centre for e in await bench.said(said.CustomerUpdated)] == ["shenzhen", "urumqi"]


async def test_a_centre_changes_its_hours_under_the_version_read(bench: Bench) -> None:
    """Hours nobody could work by are refused as malformed."""
    desk = Desk(bench)
    centre = await desk.centre()
    path = f"/centres/{centre['id']}"
    body = {"name": "Shenzhen", "week": {"mon": [["09:00", "24:00"]]}, "closed": ["2026-10-08"]}

    changed = await desk.head.put(path, json=body, headers={"If-Match": '"1"'})
    stale = await desk.head.put(path, json=body, headers={"If-Match": '"1"'})
    wrong = await desk.head.put(path, json=body | {"week": {"mon": [["25:00", "26:00"]]}})
    gold = await desk.head.put(path, json=body | {"policy": "gold"})

    assert changed.status_code == 200, changed.text
    assert changed.json()["week"] == {"mon": [["09:00", "24:00"]]}
    assert stale.status_code == 412
    assert (wrong.status_code, wrong.json()["code"]) == (422, "working-hours-invalid")
    assert (gold.status_code, gold.json()["code"]) == (422, "preset-unknown")


async def test_a_site_is_corrected_and_stays_masked(bench: Bench) -> None:
    """Its situation decides the arrival time of later cases."""
    desk = Desk(bench)
    plant = await desk.opened()
    body = {"address": "深圳市龙岗区坂田", "urban": False}

    answer = await desk.agent.put(f"/sites/{plant.site['id']}", json=body)

    assert (answer.json()["address"], answer.json()["urban"]) == ("深圳市龙***", False)


async def test_a_unit_stands_on_a_site_of_its_customer(bench: Bench) -> None:
    """Another customer's site is refused."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")

    body = a.an_asset(one.customer["id"], other.site["id"], "INV-9")
    answer = await desk.agent.post("/assets", json=body)

    assert (answer.status_code, answer.json()["code"]) == (409, "site-of-another-customer")


@pytest.mark.rule("000-3.3")
async def test_acceptance_starts_the_warranty_and_is_a_fact(bench: Bench) -> None:
    """Once, not ahead of time, not before the sale."""
    desk = Desk(bench)
    plant = await desk.opened()
    path = f"/assets/{plant.asset['id']}/accept"
    ahead = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()

    codes = []
    for day in (ahead, "2025-03-14", "2025-06-01", "2025-06-02"):
        answer = await desk.agent.post(path, json={"accepted_on": day})
        codes.append(answer.json().get("code", answer.status_code))

    assert codes == ["act-in-the-future", "accepted-before-sold", 200, "asset-already-accepted"]
    (event,) = await bench.said(said.AssetAccepted)
    assert str(event.accepted_on) == "2025-06-01"


async def test_papers_bear_no_day_to_come(bench: Bench) -> None:
    """Neither of the sale nor of the acceptance."""
    desk = Desk(bench)
    plant = await desk.opened()
    ahead = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    body = a.an_asset(plant.customer["id"], plant.site["id"], "INV-9")

    for field in ("sale_date", "accepted_on"):
        answer = await desk.agent.post("/assets", json=body | {field: ahead})
        assert (answer.json()["code"], answer.json()["field"]) == ("act-in-the-future", field)


async def test_an_exchanged_part_enters_the_units_history_once(bench: Bench) -> None:
    """However often inventory tells it."""
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.triaged(plant)
    told = PartReplaced(
        request_id=UUID(request["id"]),
        asset_id=UUID(plant.asset["id"]),
        part_no="PB-100",
        serial_on="N1",
        serial_off="O1",
    )
    await desk.hear(told)
    await desk.hear(told)

    shown = (await desk.agent.get(f"/assets/{plant.asset['id']}")).json()
    assert [(r["serial_on"], r["serial_off"]) for r in shown["replacements"]] == [("N1", "O1")]
    (event,) = await bench.said(said.AssetChanged)
    assert (event.part_no, event.serial_on, event.serial_off) == ("PB-100", "N1", "O1")


async def test_a_unit_exchanged_as_a_whole_goes_on_under_its_new_serial(bench: Bench) -> None:
    """Unless another unit bears that number: then the history alone tells it."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    for plant, serial_on in ((one, "INV-NEW"), (other, "INV-NEW")):
        request = await desk.triaged(plant)
        await desk.hear(
            PartReplaced(
                request_id=UUID(request["id"]),
                asset_id=UUID(plant.asset["id"]),
                part_no="HX-30",
                serial_on=serial_on,
                serial_off=plant.asset["serial"],
            )
        )

    items = (await desk.agent.get("/assets")).json()["items"]
    assert [item["serial"] for item in items] == ["INV-2", "INV-NEW"]
    assert [len(item["replacements"]) for item in items] == [1, 1]
    assert not await bench.rows("select 1 from parked")


UNKEEPABLE: list[tuple[dict[str, Any], int, str]] = [
    ({"ends_on": "2019-12-31"}, 409, "contract-period-invalid"),
    ({"starts_on": "9999-01-01"}, 422, "malformed-request"),
    ({"kind": "forever"}, 422, "malformed-request"),
    ({"policy": "gold"}, 422, "preset-unknown"),
    ({"clauses": {"fee.makrup": "0.3"}}, 422, "policy-parameter-invalid"),
    ({"clauses": {"clock.fix.limit": "soon"}}, 422, "policy-parameter-invalid"),
    ({"clauses": {"clock.fix.limit": "nul\x00"}}, 422, "malformed-request"),
    ({"clauses": {"warranty.months": 10**12}}, 422, "malformed-request"),
    ({"clauses": {"fee.markup": [[["deep"]]]}}, 422, "malformed-request"),
]


async def test_a_contract_nobody_could_keep_is_refused(bench: Bench) -> None:
    """And leaves no trace."""
    desk = Desk(bench)
    plant = await desk.opened()
    body = a.a_contract(plant.customer["id"])
    before = await bench.counts()

    for wrong, status, code in UNKEEPABLE:
        answer = await desk.sales.post("/contracts", json=body | wrong)
        assert (answer.status_code, answer.json()["code"]) == (status, code), wrong

    assert await bench.counts() == before


async def test_clauses_and_publications_that_contradict_are_refused_whichever_comes_last(
    bench: Bench,
) -> None:
    """A contract's warning after ten hours, the region's limit of four."""
    desk = Desk(bench)
    plant = await desk.opened()
    owner = plant.customer["id"]
    late = {"clock.arrival.warn_after": "PT10H"}
    tight = {"preset": "base", "overrides": {"clock.arrival.limit": "PT4H"}}
    await desk.ok("/contracts", a.a_contract(owner, clauses=late))

    refused = await desk.manager.post("/policies", json=tight)
    other = tight | {"preset": "network-maintenance"}
    published = await desk.ok("/policies", other, who=desk.manager)
    body = a.a_contract(owner, "HT-2", policy="network-maintenance", clauses=late)
    unsigned = await desk.sales.post("/contracts", json=body)

    assert (refused.status_code, refused.json()["code"]) == (409, "policy-cannot-be-kept")
    assert (unsigned.status_code, unsigned.json()["code"]) == (409, "policy-cannot-be-kept")
    assert published["policy_version"] == 2


async def test_versions_of_a_policy_count_from_the_shipped_one(bench: Bench) -> None:
    """Each preset for itself; each publication is a fact and stays in the list."""
    desk = Desk(bench)
    for preset in ("base", "it-goods", "base"):
        body = {"preset": preset, "overrides": {"fee.markup": 0.35, "visits.per_year": 2}}
        await desk.ok("/policies", body, who=desk.manager)
    wrong = await desk.manager.post("/policies", json={"overrides": {"fee.makrup": "1"}})

    listed = (await desk.agent.get("/policies")).json()["items"]
    assert [(p["preset"], p["policy_version"]) for p in listed] == [
        ("base", 2),
        ("base", 3),
        ("it-goods", 2),
    ]
    assert listed[0]["published_by"] == "zhou"
    only = (await desk.agent.get("/policies", params={"preset": "it-goods"})).json()["items"]
    assert len(only) == 1
    assert wrong.json()["parameter"] == "fee.makrup"
    assert [e.policy_version for e in await bench.said(said.PolicyPublished)] == [2, 2, 3]
