"""No list grows with its table: each goes down an index to the rows of its page, and no further."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aftercare_kit.full_tables import fill
from aftercare_kit.guarded_lists import grown, grown_at
from aftercare_kit.testing import Bench
from billing.bootstrap import service
from services.billing.tests.component.desk import Desk

ELSEWHERE = {"centre": "'elsewhere'"}
TABLES = {
    "price": {},
    "liability": ELSEWHERE | {"state": "'open'"},
    "quote": ELSEWHERE | {"state": "'offered'"},
    "charge": ELSEWHERE,
}


async def test_every_list_stays_as_cheap_on_full_tables(
    database: Callable[[str], Any], tmp_path: Path
) -> None:
    """Plain, and narrowed to the one case among thousands."""
    fresh = database("billing")
    bench = Bench.of(service(), fresh.app_url, tmp_path)
    desk = Desk(bench)
    scheme, _ = await desk.accepted()
    await desk.carried_out(scheme)
    (whose,) = await bench.rows("select customer_id::text, centre from quote")
    await fill(fresh.admin_url, TABLES)
    case = {"request_id": str(scheme.request_id), "part_no": "PB-100", "held": "true"}
    states = {"/quotes?state": "accepted", "/liabilities?state": "decided"}
    assert await grown(bench, desk.finance, case | states) == []
    own = bench.caller("customer", customer_id=whose["customer_id"])
    here = bench.caller("finance", centre=whose["centre"])
    for who in (own, here):
        for path in ("/quotes", "/charges"):
            assert await grown_at(bench, who, path, {}) == []
    await bench.close()
