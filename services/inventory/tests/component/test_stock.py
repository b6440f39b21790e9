"""Deliveries, counts and transfers: every one a movement, and the levels follow."""

import asyncio

from aftercare_contracts.inventory import PartReserved
from aftercare_kit.testing import Bench
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom


async def test_a_delivery_is_booked_under_its_note(bench: Bench) -> None:
    """Who took it in, when, and by which delivery note."""
    room = Storeroom(bench)
    await room.furnish()

    level = await room.receive(5)

    assert level == {"store": "SZ", "part_no": a.BOARD, "on_hand": 5, "reserved": 0, "free": 5}
    (line,) = await room.listed("/movements", store="SZ", part_no=a.BOARD)
    assert (line["kind"], line["quantity"]) == ("receipt", 5)
    assert (line["reference"], line["actor"]) == ("DN-1", "chen")


async def test_a_transfer_meets_a_shortage_from_elsewhere(bench: Bench) -> None:
    """What leaves one store arrives in the other, and goes to whoever waits there."""
    room = Storeroom(bench)
    await room.furnish()
    depot = a.a_store("HQ", centre="hq", kind="central")
    await room.ok(room.manager, "/stores", depot, 201)
    await room.receive(3, store="HQ")
    case = await room.reserved((a.BOARD, 2))
    move = {"from_store": "HQ", "to_store": "SZ", "part_no": a.BOARD, "reference": "TN-1"}

    level = await room.ok(room.keeper, "/stock/transfers", move | {"quantity": 2}, 201)

    assert (level["store"], level["on_hand"], level["reserved"]) == ("SZ", 2, 2)
    assert await room.level(store="HQ") == (1, 0)
    assert [said.scheme_id for said in await bench.said(PartReserved)] == [case.scheme_id]

    for body, code in (
        (move | {"quantity": 2}, "stock-not-there"),
        (move | {"quantity": 1, "to_store": "HQ"}, "same-store"),
    ):
        answer = await room.keeper.post("/stock/transfers", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_a_count_corrects_the_books_and_says_why(bench: Bench) -> None:
    """Up or down, never below what is set aside; pieces that turn up serve who waits."""
    room = Storeroom(bench)
    await room.furnish(board=2)
    case = await room.reserved((a.BOARD, 3))
    count = {"store": "SZ", "part_no": a.BOARD, "reason": "stocktaking"}

    for counted, code in ((1, "count-below-reserved"), (2, "count-agrees")):
        answer = await room.keeper.post("/stock/counts", json=count | {"counted": counted})
        assert (answer.status_code, answer.json()["code"]) == (409, code)

    await room.ok(room.keeper, "/stock/counts", count | {"counted": 5}, 201)
    assert (await room.reservation(case))["state"] == "reserved"
    level = await room.ok(room.keeper, "/stock/counts", count | {"counted": 3}, 201)
    assert (level["on_hand"], level["free"]) == (3, 0)
    lines = await room.listed("/movements", part_no=a.BOARD)
    adjusted = [line for line in lines if line["kind"] == "adjust"]
    assert [(line["quantity"], line["reason"]) for line in adjusted] == [
        (-2, "stocktaking"),
        (3, "stocktaking"),
    ]


BAD_DELIVERIES = [
    ({"store": "NOWHERE"}, 404, "unknown-record"),
    ({"part_no": "NOTHING"}, 404, "unknown-record"),
    ({"quantity": 0}, 422, "malformed-request"),
    ({"quantity": -1}, 422, "malformed-request"),
    ({"quantity": "5"}, 422, "malformed-request"),
    ({"quantity": 1_000_001}, 422, "malformed-request"),
    ({"reference": "a\u0000b"}, 422, "malformed-request"),
    ({"occurred_at": "2099-01-01T00:00:00Z"}, 409, "act-in-the-future"),
    ({"occurred_at": "9999-01-01T00:00:00Z"}, 422, "malformed-request"),
    ({"price": 1}, 422, "malformed-request"),
]


async def test_a_bad_delivery_leaves_no_trace(bench: Bench) -> None:
    """No table gains a row, whatever is wrong with it."""
    room = Storeroom(bench)
    await room.furnish()
    before = await bench.counts()

    for change, status, code in BAD_DELIVERIES:
        answer = await room.keeper.post("/stock/receipts", json=a.a_receipt(1) | change)
        assert (answer.status_code, answer.json()["code"]) == (status, code), change

    assert await bench.counts() == before


async def test_counts_and_transfers_know_the_register_and_the_stores(bench: Bench) -> None:
    """An unknown part or store is refused, and no level is made for it."""
    room = Storeroom(bench)
    await room.furnish(board=1)
    count = {"store": "SZ", "part_no": "NOTHING", "counted": 1, "reason": "x"}
    move = {"from_store": "SZ", "to_store": "NO", "part_no": a.BOARD, "quantity": 1}

    for path, body in (("counts", count), ("transfers", move | {"reference": "TN"})):
        answer = await room.keeper.post(f"/stock/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-record")

    assert len(await room.listed("/stock")) == 1


async def test_one_delivery_sent_twice_is_booked_once(bench: Bench) -> None:
    """Also in parallel; the same key with another delivery is refused."""
    room = Storeroom(bench)
    await room.furnish()
    key = {"Idempotency-Key": "delivery-1"}

    answers = await asyncio.gather(
        *(room.keeper.post("/stock/receipts", json=a.a_receipt(5), headers=key) for _ in range(3))
    )

    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.text for answer in answers}) == 1
    assert await room.level() == (5, 0)
    other = await room.keeper.post("/stock/receipts", json=a.a_receipt(6), headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_numbers_codes_and_regional_stores_are_unique(bench: Bench) -> None:
    """The database says so, and the answer names the rule in the caller's language."""
    room = Storeroom(bench)
    await room.furnish()
    chinese = bench.caller("service_assistant", language="zh")

    for path, body, code in (
        ("/parts", a.a_part(name="Other"), "part-number-taken"),
        ("/stores", a.a_store(centre="x", kind="van"), "store-code-taken"),
        ("/stores", a.a_store("SZ-2"), "centre-has-store"),
    ):
        answer = await chinese.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert "已" in answer.json()["detail"]

    assert len(await room.listed("/parts")) == 3
    assert len(await room.listed("/stores")) == 1
