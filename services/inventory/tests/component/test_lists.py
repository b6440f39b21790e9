"""Lists: paged without gap or repetition, and filtered."""

from aftercare_kit.testing import Bench
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom


async def test_lists_are_paged_without_gap_or_repetition(bench: Bench) -> None:
    """Parts, stores, stock, and the ledger from its newest line."""
    room = Storeroom(bench)
    await room.furnish(board=1, fan=1, fuse=1)
    await room.ok(room.manager, "/stores", a.a_store("VAN-1", kind="van"), 201)
    for serial in ("OLD-1", "OLD-2"):
        await room.receive(1)
        await room.owed(serial)

    for path in ("/parts", "/stores", "/stock", "/movements", "/reservations", "/returns"):
        whole, cursor, gathered = await room.listed(path), None, []
        while True:
            params = {"limit": 1} | ({"cursor": cursor} if cursor else {})
            page = (await room.keeper.get(path, params=params)).json()
            gathered += page["items"]
            cursor = page["next"]
            if cursor is None:
                break
        assert gathered == whole
        assert len(whole) > 1


async def test_lists_are_filtered_by_what_the_desk_asks_for(bench: Bench) -> None:
    """Store, state and case."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    item = await room.owed()
    short = await room.reserved()

    assert [line["kind"] for line in await room.listed("/movements", request_id=item["request_id"])]
    found = await room.listed("/reservations", state="short", store="SZ")
    assert [each["scheme_id"] for each in found] == [str(short.scheme_id)]
    assert await room.listed("/returns", state="received") == []
    assert await room.listed("/returns", state="due") == [item]
    shown = await room.keeper.get(f"/returns/{item['id']}")
    assert shown.json() == item
