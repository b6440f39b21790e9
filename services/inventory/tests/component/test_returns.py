"""Faulty parts: the inbound note within its clock, and the inspection."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from aftercare_contracts import inventory as said
from aftercare_kit.testing import Bench
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom

FAILED = {"result": "fail", "defect": "Burnt through", "disposition": "scrap"}


@pytest.mark.rule("002-4.5.3.1a")
async def test_the_inbound_note_has_a_number_and_says_if_it_is_in_time(bench: Bench) -> None:
    """The engineer who owes the part may file it; it lies in the centre's own store."""
    room = Storeroom(bench)
    await room.furnish(board=2)
    item = await room.owed()

    filed = await room.ok(room.field, f"/returns/{item['id']}/receive", {})

    month = datetime.now(ZoneInfo("Asia/Shanghai"))
    assert filed["number"] == f"RK{month:%y%m}01"
    assert (filed["state"], filed["store"], filed["ownership"]) == ("received", "SZ", "ours")
    assert filed["returned_by"] == "li"
    (received,) = await bench.said(said.ReturnReceived)
    assert (received.number, received.in_time) == (filed["number"], True)
    assert await bench.rows("select kind from timer") == []


@pytest.mark.rule("002-4.5.3.1a")
async def test_a_part_that_is_not_back_in_time_is_overdue_once(bench: Bench) -> None:
    """The report was signed two days ago; its late record left ten minutes, which pass."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    long_ago = datetime.now(UTC) - timedelta(days=2)
    item = await room.owed(at=long_ago)
    assert await bench.fire_timers() == 0
    bench.process.database.now = lambda: datetime.now(UTC) + timedelta(minutes=11)

    assert await bench.fire_timers() == 1
    assert await bench.fire_timers() == 0

    (overdue,) = await bench.said(said.ReturnOverdue)
    assert (str(overdue.return_id), overdue.serial) == (item["id"], "OLD-1")
    late = await room.ok(room.keeper, f"/returns/{item['id']}/receive", {})
    assert late["overdue"] is True
    assert (await bench.said(said.ReturnReceived))[0].in_time is False


async def test_a_part_that_came_back_meanwhile_is_not_overdue(bench: Bench) -> None:
    """Even if its timer fires nevertheless."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.received()
    async with bench.process.database.begin(a.SYSTEM) as work:
        await work.timers.set("return.overdue", item["id"], work.now)

    assert await bench.fire_timers() == 1

    assert await bench.said(said.ReturnOverdue) == []


@pytest.mark.rule("002-4.5.3.1c")
async def test_a_nonconforming_item_enters_no_store_without_its_report(bench: Bench) -> None:
    """Not before the inspection, and no inspection fails without defect and disposition."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.received()
    before = await bench.counts()

    early = await room.keeper.post(f"/returns/{item['id']}/store", json={"destination": "stock"})
    assert (early.status_code, early.json()["code"]) == (409, "return-not-inspected")
    for body in ({"result": "fail"}, {"result": "fail", "defect": "Burnt"}):
        answer = await room.quality.post(f"/returns/{item['id']}/inspect", json=body)
        assert answer.status_code == 409
        assert answer.json()["code"] == "nonconformity-report-missing"
        assert answer.json()["rule"] == "002-4.5.3.1c"
    assert await bench.counts() == before

    failed = await room.ok(room.quality, f"/returns/{item['id']}/inspect", FAILED)
    assert failed["nonconformity"]["number"].startswith("BH")
    assert failed["nonconformity"]["decided_by"] == "zheng"
    (event,) = await bench.said(said.InspectionFailed)
    assert (event.disposition, event.number) == ("scrap", failed["nonconformity"]["number"])


async def test_a_return_is_received_in_a_store_that_exists(bench: Bench) -> None:
    """Any of the region's, if the caller's right reaches it."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.owed()
    path = f"/returns/{item['id']}/receive"

    nowhere = await room.keeper.post(path, json={"store": "NOWHERE"})
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "unknown-record")

    await room.ok(room.manager, "/stores", a.a_store("VAN-1", kind="van"), 201)
    assert (await room.ok(room.keeper, path, {"store": "VAN-1"}))["store"] == "VAN-1"


async def test_a_return_with_no_store_left_for_its_centre_is_refused(bench: Bench) -> None:
    """Name the store it lies in."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.owed()
    async with bench.process.database.begin(a.SYSTEM) as work:
        kept = await work.returns.get(UUID(item["id"]))
        kept.centre = "nanning"
        work.announce(kept, (await bench.said(said.ReturnDue))[0])

    answer = await room.keeper.post(f"/returns/{item['id']}/receive", json={})

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-record")


async def test_two_desks_do_not_overwrite_each_other(bench: Bench) -> None:
    """If-Match with the version one of them read."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.owed()
    path, stale = f"/returns/{item['id']}/receive", {"If-Match": '"9"'}

    answer = await room.keeper.post(path, json={}, headers=stale)
    assert (answer.status_code, answer.json()["code"]) == (412, "version-conflict")

    answer = await room.keeper.post(path, json={}, headers={"If-Match": f'"{item["version"]}"'})
    assert answer.headers["etag"] == '"2"'
