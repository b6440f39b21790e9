"""What becomes of an inspected item: stock, its owner, or scrap."""

import pytest

from aftercare_contracts import inventory as said
from aftercare_kit.testing import Bench
from services.inventory.tests.component.storeroom import Storeroom

FAILED = {"result": "fail", "defect": "Burnt through", "disposition": "scrap"}


async def test_a_good_item_becomes_stock_and_serves_who_waits(bench: Bench) -> None:
    """The board was not faulty at all; somebody waits for one."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.received()
    waiting = await room.reserved()
    passed = await room.ok(room.quality, f"/returns/{item['id']}/inspect", {"result": "pass"})
    assert passed["state"] == "accepted"

    stored = await room.ok(room.keeper, f"/returns/{item['id']}/store", {"destination": "stock"})

    assert stored["state"] == "stored"
    assert (await room.reservation(waiting))["state"] == "reserved"
    assert await room.level() == (1, 1)
    assert len(await bench.said(said.InspectionPassed)) == 1
    assert (await bench.said(said.ReturnStored))[0].store == "SZ"


@pytest.mark.rule("004-5.2.6")
async def test_scrap_goes_through_the_ledger_and_never_comes_back(bench: Bench) -> None:
    """In and out again; to put it into stock is refused."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.received()
    await room.ok(room.quality, f"/returns/{item['id']}/inspect", FAILED)
    path = f"/returns/{item['id']}/store"

    refused = await room.keeper.post(path, json={"destination": "stock"})
    assert (refused.status_code, refused.json()["code"]) == (409, "against-disposition")

    assert (await room.ok(room.keeper, path, {"destination": "scrap"}))["state"] == "scrapped"
    assert (await room.kinds())[-2:] == ["return", "scrap"]
    assert await room.level() == (0, 0)
    assert len(await bench.said(said.ItemScrapped)) == 1


@pytest.mark.rule("001-5.8")
async def test_customer_property_is_kept_apart(bench: Bench) -> None:
    """Never our stock, never scrapped without consent, and no line of our ledger."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.received(ownership="customer")
    rework = {"result": "fail", "defect": "Loose", "disposition": "rework"}
    await room.ok(room.quality, f"/returns/{item['id']}/inspect", rework)
    path, lines = f"/returns/{item['id']}/store", await room.kinds()

    stock = await room.keeper.post(path, json={"destination": "stock"})
    assert stock.json()["code"] == "customer-property-kept-apart"
    scrap = await room.keeper.post(path, json={"destination": "scrap"})
    assert scrap.json()["code"] == "owner-consent-missing"

    body = {"destination": "scrap", "customer_consent": True}
    assert (await room.ok(room.keeper, path, body))["state"] == "scrapped"
    assert await room.kinds() == lines


async def test_an_item_goes_back_to_its_owner(bench: Bench) -> None:
    """To the supplier, say: it was never usable stock of ours."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.received()
    give_back = {"result": "fail", "defect": "Made wrong", "disposition": "return"}
    await room.ok(room.quality, f"/returns/{item['id']}/inspect", give_back)

    done = await room.ok(room.keeper, f"/returns/{item['id']}/store", {"destination": "owner"})

    assert done["state"] == "sent_back"
    assert len(await bench.said(said.ReturnSentBack)) == 1
    assert await room.level() == (0, 0)
