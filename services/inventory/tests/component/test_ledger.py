"""The ledger and its levels: locked in one order, and always in agreement."""

import random
from collections.abc import Mapping
from typing import Any

from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from inventory.domain.stock import Movement, MovementKind, StockLevel, level_of
from services.inventory.tests import builders as a
from services.inventory.tests.component.storeroom import Storeroom


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
