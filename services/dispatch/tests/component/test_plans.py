"""No list grows with its table: each goes down an index to the rows of its page, and no further."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aftercare_kit.full_tables import fill
from aftercare_kit.guarded_lists import grown, grown_at
from aftercare_kit.testing import Bench
from dispatch.bootstrap import service
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

ELSEWHERE = {"centre": "'elsewhere'"}
EARLIER = {
    name: f"t.{name} - make_interval(days => n)"
    for name in ("planned_from", "planned_to", "busy_from", "busy_to")
}
TABLES = {
    "work_order": ELSEWHERE | {"state": "'resolved'"},
    "scheme": {},
    "visit": EARLIER | {"state": "'finished'"},
    "report": {"state": "'archived'"},
    "notice": ELSEWHERE,
}


async def test_every_list_stays_as_cheap_on_full_tables(
    database: Callable[[str], Any], tmp_path: Path
) -> None:
    """Plain, narrowed to the one case among thousands; tasks and suggestions look at open work."""
    fresh = database("dispatch")
    bench = Bench.of(service(), fresh.app_url, tmp_path)
    desk = Desk(bench)
    report = await desk.signed()
    order, engineer = await desk.ready_order("E-2")
    await fill(fresh.admin_url, TABLES)
    values = {
        "request_id": order["request_id"],
        "engineer_id": engineer["id"],
        "since": a.a_window()["planned_from"],
        "until": a.a_window()["planned_to"],
        "/work-orders?state": "open",
        "/service-orders?state": "planned",
        "/service-plans?state": "approved",
        "unit": "crew",
        "centre": order["centre"],
        "plan_id": report["id"],
        "/service-orders?kind": "patrol",
        "/service-plans?kind": "annual",
    }
    assert await grown(bench, desk.dispatcher, values) == []
    window = {key: str(value) for key, value in a.a_window(days=1).items()}
    suggestions = f"/work-orders/{order['id']}/suggestions"
    assert await grown_at(bench, desk.dispatcher, suggestions, window) == []
    here = bench.caller("service_center_dispatcher", centre=order["centre"])
    assert await grown_at(bench, here, "/work-orders", {}) == []
    await bench.close()
