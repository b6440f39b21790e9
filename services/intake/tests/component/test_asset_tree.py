"""The installed base as a tree: parts of units, their versions, papers, labels and exchanges."""

from typing import Any
from uuid import UUID

import pytest

from aftercare_contracts.intake import (
    AssetChanged,
    AssetCommissioned,
    AssetMoved,
    AssetVersionChanged,
)
from aftercare_contracts.inventory import PartReplaced
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from intake.adapters.labels import label
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk, Plant


async def part(desk: Desk, plant: Plant, serial: str, **other: object) -> dict[str, Any]:
    body = a.an_asset(plant.customer["id"], plant.site["id"], serial, **other)
    return await desk.ok("/assets", body)


async def place(desk: Desk, asset: dict[str, Any], parent: str | None, **other: object) -> Any:
    return await desk.agent.post(f"/assets/{asset['id']}/place", json={"parent_id": parent} | other)


@pytest.mark.rule("000-4.6d")
async def test_units_stand_in_a_tree_with_their_own_warranties(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    machine = plant.asset
    inverter = await part(
        desk, plant, "PU-1", parent_id=machine["id"], main_part=True, warranty_months=36,
        project_no="AB-7", machine_no="M-3", commissioned_on="2025-05-01",
    )  # fmt: skip
    board = await part(desk, plant, "BD-1")
    assert (await place(desk, board, inverter["id"])).status_code == 200
    tree = (await desk.agent.get(f"/assets/{inverter['id']}/tree")).json()
    assert [(node["serial"], node["depth"]) for node in tree] == [
        ("INV-1", -1),
        ("PU-1", 0),
        ("BD-1", 1),
    ]
    assert (tree[1]["main_part"], tree[1]["warranty_months"]) == (True, 36)
    assert (inverter["project_no"], inverter["machine_no"]) == ("AB-7", "M-3")
    listed = (await desk.agent.get(f"/assets?parent_id={machine['id']}")).json()["items"]
    assert [unit["serial"] for unit in listed] == ["PU-1"]
    assert [moved.parent_id for moved in await bench.said(AssetMoved)] == [UUID(inverter["id"])]
    alone = (await place(desk, board, None)).json()
    assert alone["parent_id"] is None


@pytest.mark.rule("000-4.6d")
async def test_no_unit_contains_itself_or_anothers(bench: Bench) -> None:
    desk = Desk(bench)
    plant, other = await desk.opened(), await desk.plant("2")
    child = await part(desk, plant, "PU-1", parent_id=plant.asset["id"])
    grandchild = await part(desk, plant, "BD-1", parent_id=child["id"])
    for asset, parent in (
        (plant.asset, grandchild["id"]),
        (plant.asset, plant.asset["id"]),
        (child, grandchild["id"]),
        (other.asset, child["id"]),
    ):
        refused = await place(desk, asset, parent)
        assert (refused.status_code, refused.json()["code"]) == (409, "asset-tree-broken")
    assert (await place(desk, child, str(new_id()))).status_code == 404
    foreign = bench.caller("service_agent", centre="beijing")
    answer = await foreign.get(f"/assets/{child['id']}/tree")
    assert answer.status_code == 404


@pytest.mark.rule("003-2.1c")
async def test_versions_are_kept_and_each_change_is_told_once(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    path = f"/assets/{plant.asset['id']}/versions"
    for version in ("3.1", "3.1", "3.2"):
        kept = await desk.ok(path, {"component": "software", "version": version}, 200)
    assert kept["versions"] == {"software": "3.2"}
    told = [(event.was, event.now) for event in await bench.said(AssetVersionChanged)]
    assert told == [(None, "3.1"), ("3.1", "3.2")]
    late = {"component": "software", "version": "3.0", "occurred_at": "2026-01-01T00:00:00Z"}
    assert (await desk.agent.post(path, json=late)).json()["code"] == "act-before-its-cause"


async def test_a_unit_is_commissioned_once(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    path, day = f"/assets/{plant.asset['id']}/commission", {"commissioned_on": "2026-05-01"}
    assert (await desk.ok(path, day, 200))["commissioned_on"] == "2026-05-01"
    assert (await desk.agent.post(path, json=day)).json()["code"] == "asset-already-commissioned"
    assert len(await bench.said(AssetCommissioned)) == 1


@pytest.mark.rule("004-5.2.1.1/2")
async def test_what_is_missing_of_nameplate_and_manual_is_shown(bench: Bench) -> None:
    """Eight items and five; an item that neither has is refused."""
    desk = Desk(bench)
    plant = await desk.opened()
    path = f"/assets/{plant.asset['id']}/papers"
    assert len(plant.asset["missing"]) == 13
    papers = {"nameplate": {"hotline": "400-1"}, "manual": {"care": "yearly"}}
    kept = (await desk.agent.put(path, json=papers)).json()
    assert len(kept["missing"]) == 11
    assert not {"hotline", "care"} & set(kept["missing"])
    assert (await desk.agent.put(path, json={"manual": {"recipe": "x"}})).status_code == 422


async def test_a_label_leads_to_the_unit(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    path = f"/assets/{plant.asset['id']}/label"
    svg = await desk.agent.get(path)
    png = await desk.agent.get(path, params={"format": "png"})
    assert (svg.headers["content-type"], svg.content[:5]) == ("image/svg+xml", b"<?xml")
    assert (png.headers["content-type"], png.content[1:4]) == ("image/png", b"PNG")
    assert (await desk.agent.get(path, params={"format": "gif"})).status_code == 422
    stranger = bench.caller("customer", customer_id=str(new_id()))
    assert (await stranger.get(path)).status_code == 404


async def test_a_label_leads_to_the_public_address_whatever_host_was_asked(bench: Bench) -> None:
    """A Host header that somebody made up is printed on no nameplate."""
    desk = Desk(bench)
    plant = await desk.opened()
    path = f"/assets/{plant.asset['id']}/label"
    printed = await desk.agent.get(path, headers={"Host": "evil.example"})
    assert printed.content == label(f"http://127.0.0.1:8080/api/intake{path[:-6]}", "svg")


async def test_an_exchanged_part_goes_on_under_the_new_serial_in_its_place(bench: Bench) -> None:
    """Both tell the exchange: the machine it happened in and the part itself, each once."""
    desk = Desk(bench)
    plant, other = await desk.opened(), await desk.plant("2")
    child = await part(desk, plant, "PU-1", parent_id=plant.asset["id"], main_part=True)
    stray = await part(desk, other, "PU-5", parent_id=other.asset["id"])
    request = await desk.registered(plant)

    def replaced(off: str, on: str) -> PartReplaced:
        return PartReplaced(
            request_id=UUID(request["id"]),
            visit_id=new_id(),
            asset_id=UUID(plant.asset["id"]),
            part_no="P-100",
            serial_on=on,
            serial_off=off,
        )

    for _ in range(2):
        await desk.hear(replaced("PU-1", "PU-2"))
    await desk.hear(replaced("PU-5", "PU-6"))
    shown = (await desk.agent.get(f"/assets/{child['id']}")).json()
    assert (shown["serial"], shown["parent_id"]) == ("PU-2", plant.asset["id"])
    assert [r["serial_off"] for r in shown["replacements"]] == ["PU-1"]
    assert (await desk.agent.get(f"/assets/{stray['id']}")).json() == stray
    machine = (await desk.agent.get(f"/assets/{plant.asset['id']}")).json()
    assert (machine["serial"], len(machine["replacements"])) == ("INV-1", 2)
    assert len(await bench.said(AssetChanged)) == 3
