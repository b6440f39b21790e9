"""No list grows with its table: each goes down an index to the rows of its page, and no further."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aftercare_kit.full_tables import fill
from aftercare_kit.guarded_lists import grown, grown_at
from aftercare_kit.testing import Bench
from inventory.bootstrap import service
from services.inventory.tests.component.storeroom import Storeroom

ELSEWHERE = {"centre": "'elsewhere'"}
TABLES = {
    "part": {},
    "store": ELSEWHERE | {"kind": "'central'"},
    "stock_level": {"store": "'X-' || n"},
    "reservation": ELSEWHERE | {"state": "'consumed'", "store": "'X-' || n"},
    "part_return": ELSEWHERE | {"state": "'stored'"},
    "movement": {"store": "'X-' || n", "part_no": "'X-' || n"},
}


async def test_every_list_stays_as_cheap_on_full_tables(
    database: Callable[[str], Any], tmp_path: Path
) -> None:
    """Plain, narrowed to the one case among thousands, and for those who see a part only."""
    fresh = database("inventory")
    bench = Bench.of(service(), fresh.app_url, tmp_path)
    room = Storeroom(bench)
    await room.furnish(board=5)
    owed = await room.owed()
    await fill(fresh.admin_url, TABLES)
    values = {
        "request_id": owed["request_id"],
        "store": "SZ",
        "part_no": owed["part_no"],
        "/reservations?state": "reserved",
        "/returns?state": "due",
    }
    assert await grown(bench, room.keeper, values) == []
    here = bench.caller("warehouse", centre=owed["centre"])
    for path in ("/stock", "/movements", "/reservations", "/returns"):
        assert await grown_at(bench, here, path, {}) == []
    await bench.close()
