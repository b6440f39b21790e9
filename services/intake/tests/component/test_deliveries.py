"""Sales tells what was delivered: units enter the installed base and are counted on the site."""

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests.component.desk import Desk, Plant
from services.intake.tests.component.test_handover import ACCEPTED, FIELD, REGION, Project

UNITS = [
    {"serial": "INV-A", "model": "HX-30", "product_line": "inverter", "warranty_months": 24},
    {"serial": "INV-B", "model": "HX-30", "product_line": "inverter", "sale_date": "2025-02-20"},
]
NOTE = {"counted_on": "2025-03-02", "note": "JJ-25-1", "sha256": "0" * 64}


def a_delivery(plant: Plant, **other: object) -> dict[str, object]:
    """Two inverters of an order, on the first of March."""
    return {
        "customer_id": plant.customer["id"],
        "site_id": plant.site["id"],
        "order_no": "SO-1",
        "delivered_on": "2025-03-01",
        "units": UNITS,
        "told": "Spare fuses are in the left door.",
    } | other


@pytest.mark.rule("001-4.6")
async def test_what_sales_knows_at_delivery_enters_the_installed_base(bench: Bench) -> None:
    """Each unit with its papers; the day of the delivery is that of the sale, unless told."""
    desk = Desk(bench)
    plant = await desk.opened()
    body = a_delivery(plant, project_no="AB-1")
    assert (await desk.agent.post("/deliveries", json=body)).status_code == 403
    delivery = await desk.ok("/deliveries", body, who=desk.sales)

    found = (await desk.agent.get("/assets", params={"customer_id": plant.customer["id"]})).json()
    units = {unit["serial"]: unit for unit in found["items"]}
    assert units["INV-A"]["sale_date"] == "2025-03-01"
    assert units["INV-A"]["warranty_months"] == 24
    assert units["INV-B"]["sale_date"] == "2025-02-20"
    assert {units[serial]["project_no"] for serial in ("INV-A", "INV-B")} == {"AB-1"}
    (recorded,) = await bench.said(said.DeliveryRecorded)
    assert {str(each) for each in recorded.asset_ids} == {
        units[serial]["id"] for serial in ("INV-A", "INV-B")
    }
    listed = (await desk.agent.get("/deliveries?project_no=AB-1")).json()["items"]
    assert listed == [delivery]
    assert delivery["told"] == "Spare fuses are in the left door."


async def test_a_delivery_with_a_unit_that_is_known_leaves_no_trace(bench: Bench) -> None:
    """One serial number taken, and neither the delivery nor the other unit is entered."""
    desk = Desk(bench)
    plant = await desk.opened()
    before = await bench.counts()
    taken = [*UNITS, {**UNITS[0], "serial": plant.asset["serial"]}]
    refused = await desk.sales.post("/deliveries", json=a_delivery(plant, units=taken))
    assert (refused.status_code, refused.json()["code"]) == (409, "serial-taken")
    early = await desk.sales.post("/deliveries", json=a_delivery(plant, delivered_on="2098-01-01"))
    assert (early.status_code, early.json()["field"]) == (409, "delivered_on")
    other = await desk.plant("2")
    elsewhere = a_delivery(plant, site_id=other.site["id"])
    answer = await desk.sales.post("/deliveries", json=elsewhere)
    assert answer.json()["code"] == "site-of-another-customer"
    after = await bench.counts()
    assert after["delivery"] == before["delivery"] == 0


@pytest.mark.rule("004-5.2.3.3/4")
async def test_carriers_are_those_that_the_centres_policy_lists(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    listed = {"preset": "electrical-automation", "overrides": {"delivery.carriers": ["SF"]}}
    await desk.ok("/policies", listed, who=desk.manager)
    for carrier in ("XX", None):
        body = a_delivery(plant, carrier=carrier)
        refused = await desk.sales.post("/deliveries", json=body)
        assert (refused.status_code, refused.json()["rule"]) == (409, "004-5.2.3.4")
    await desk.ok("/deliveries", a_delivery(plant, carrier="SF"), who=desk.sales)


@pytest.mark.rule("004-5.2.3.3")
async def test_a_project_is_accepted_when_its_goods_are_counted_and_signed_for(
    bench: Bench,
) -> None:
    """A count that misses a unit is refused and names it."""
    project = Project(bench)
    desk = project.desk
    handover = await project.opened()
    await project.filed(handover)
    await project.ok(handover, "submit", project.manager)
    (site,) = (await desk.agent.get("/sites")).json()["items"]
    plant = Plant({"id": handover["customer_id"]}, site, {})
    body = a_delivery(plant, project_no=handover["project_no"])
    delivery = await desk.ok("/deliveries", body, who=desk.sales)
    there = {"accepted_on": ACCEPTED, "attended": [REGION, FIELD]}

    early = await project.act(handover, "accept", project.manager, **there)
    assert (early.status_code, early.json()["rule"]) == (409, "004-5.2.3.3")
    path = f"/deliveries/{delivery['id']}/count"
    short = await project.manager.post(path, json={**NOTE, "serials": ["INV-A"]})
    assert (short.status_code, short.json()["code"]) == (409, "goods-missing")
    assert "INV-B" in short.json()["detail"]
    counted = await desk.ok(path, {**NOTE, "serials": ["INV-B", "INV-A"]}, 200, project.manager)
    assert counted["count"]["note"] == "JJ-25-1"
    (told,) = await bench.said(said.DeliveryCounted)
    assert told.counted_on.isoformat() == "2025-03-02"
    await project.ok(handover, "accept", project.manager, **there)
