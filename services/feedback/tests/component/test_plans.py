"""No list grows with its table: each goes down an index to the rows of its page, and no further."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aftercare_kit.full_tables import fill
from aftercare_kit.guarded_lists import grown, grown_at
from aftercare_kit.testing import Bench
from feedback.bootstrap import service
from services.feedback.tests.component.desk import Desk

ELSEWHERE = {"centre": "'elsewhere'"}
TABLES = {
    "verification": ELSEWHERE | {"state": "'cancelled'"},
    "survey": ELSEWHERE | {"state": "'expired'"},
    "complaint": ELSEWHERE | {"state": "'opinion'"},
}


async def test_every_list_stays_as_cheap_on_full_tables(
    database: Callable[[str], Any], tmp_path: Path
) -> None:
    """Plain, narrowed to the one case among thousands, and for those who see a part only."""
    fresh = database("feedback")
    bench = Bench.of(service(), fresh.app_url, tmp_path)
    desk = Desk(bench)
    request = await desk.triaged()
    await desk.resolved(request)
    await desk.closed(request)
    await desk.complained(request)
    (whose,) = await bench.rows("select customer_id::text, centre from complaint")
    await fill(fresh.admin_url, TABLES)
    values = {
        "request_id": str(request),
        "/verifications?state": "open",
        "/surveys?state": "sent",
        "/complaints?state": "accepted",
        "/call-backs?state": "open",
    }
    assert await grown(bench, desk.agent, values) == []
    own = bench.caller("customer", customer_id=whose["customer_id"])
    here = bench.caller("service_agent", centre=whose["centre"])
    for who in (own, here):
        for path in ("/verifications", "/surveys", "/complaints"):
            assert await grown_at(bench, who, path, {}) == []
    await bench.close()
