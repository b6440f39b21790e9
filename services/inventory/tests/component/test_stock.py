"""Deliveries, counts and transfers: every one a movement, and the levels follow."""

import asyncio
import random
from collections.abc import Mapping
from typing import Any

from aftercare_contracts.inventory import PartReserved
from aftercare_kit.testing import Bench
from aftercare_kit.unit_of_work import new_id
from inventory.domain.stock import Movement, MovementKind, StockLevel, level_of
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


async def test_everybody_locks_levels_in_one_order(bench: Bench) -> None:
    """Whatever order a scheme names its parts in, so that two of them never wait for each other."""
    room = Storeroom(bench)
    await room.furnish()

    async with bench.process.database.begin(a.SYSTEM) as work:
        locked = await work.shelves.lock("SZ", [a.FUSE, a.BOARD, a.FAN, a.BOARD])

    assert list(locked) == sorted((a.FUSE, a.BOARD, a.FAN))


async def test_every_level_is_the_fold_of_its_movements(bench: Bench) -> None:
    """After a long story of deliveries, schemes, visits and reports, in an order made by chance."""
    room = Storeroom(bench)
    await room.furnish(board=2, fan=2, fuse=2)
    chance = random.Random(20261122)
    parts, open_cases = (a.BOARD, a.FAN, a.FUSE), list[a.Case]()
    for _ in range(40):
        part_no, pieces = chance.choice(parts), chance.randint(1, 3)
        step = chance.choice(["receive", "approve", "approve", "end", "end", "end"])
        if step == "receive":
            await room.receive(pieces, part_no)
        elif step == "approve" or not open_cases:
            case = a.Case()
            open_cases.append(case)
            other = chance.choice([p for p in parts if p != part_no])
            await room.hear(case.triaged(), case.approved((part_no, pieces), (other, 1)))
        else:
            case = open_cases.pop(chance.randrange(len(open_cases)))
            report = case.signed(a.fitted(part_no, pieces))
            ends = ([case.withdrawn()], [case.departed(), case.broken_off()])
            await room.hear(*chance.choice([*ends, [case.departed(), report]]))

    levels = await bench.rows("select * from stock_level")
    assert len(levels) == 3
    for level in levels:
        rows = await bench.rows(
            "select * from movement where store = :s and part_no = :p order by line",
            s=level["store"],
            p=level["part_no"],
        )
        ledger = [_movement(row) for row in rows]
        empty = StockLevel(new_id(), level["region"], level["store"], level["part_no"])
        again = level_of(empty, ledger)
        assert (again.on_hand, again.reserved) == (level["on_hand"], level["reserved"])
    held = await bench.rows(
        "select line->>'part_no' as part_no, sum((line->>'reserved')::int) as reserved"
        " from reservation, jsonb_array_elements(lines) line group by 1"
    )
    claimed = {row["part_no"]: row["reserved"] for row in held}
    assert {level["part_no"]: level["reserved"] for level in levels} == claimed
    assert await bench.rows("select id from parked") == []


def _movement(row: Mapping[str, Any]) -> Movement:
    fields = {name: value for name, value in row.items() if name != "line"}
    return Movement(**fields | {"kind": MovementKind(row["kind"])})
