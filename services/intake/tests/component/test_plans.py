"""No list grows with its table: each goes down an index to the rows of its page, and no further."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aftercare_kit.full_tables import fill
from aftercare_kit.guarded_lists import grown, grown_at
from aftercare_kit.testing import Bench
from intake.bootstrap import service
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk

ELSEWHERE = {"centre": "'elsewhere'"}
TABLES = {
    "customer": ELSEWHERE,
    "site": {},
    "asset": {},
    "contract": {"ends_on": "t.ends_on - n"},
    "request": ELSEWHERE | {"state": "'closed'", "subject": "'风机 ' || n"},
    "contact_log": {"channel": "'fax'"},
}


async def test_every_list_stays_as_cheap_on_full_tables(
    database: Callable[[str], Any], tmp_path: Path
) -> None:
    """Plain, narrowed to the one case among thousands, and for those who see a part only."""
    fresh = database("intake")
    bench = Bench.of(service(), fresh.app_url, tmp_path)
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.registered(plant)
    await desk.ok("/contracts", a.a_contract(plant.customer["id"]))
    log = {"direction": "in", "channel": "phone", "need": "Asks", "request_id": request["id"]}
    await desk.ok("/contact-logs", log | {"customer_id": plant.customer["id"]})
    await fill(fresh.admin_url, TABLES)
    everybody = bench.caller("service_supervisor", "regional_manager", "service_agent")
    values = {
        "customer_id": plant.customer["id"],
        "asset_id": plant.asset["id"],
        "parent_id": plant.asset["id"],
        "request_id": request["id"],
        "code": "C-1",
        "serial": "INV-1",
        "number": request["number"],
        "text": "phase",
        "channel": "phone",
        "direction": "in",
        "year": "2026",
        "project_no": "P-1",
        "preset": "base",
        "department": "YX",
        "answered": "false",
        "/requests?state": "registered",
        "/handovers?state": "returned",
        "/renewals?state": "due",
    }
    assert await grown(bench, everybody, values) == []
    own = bench.caller("customer", customer_id=plant.customer["id"])
    for path in ("/requests", "/assets", "/sites", "/customers"):
        assert await grown_at(bench, own, path, {}) == []
    here = bench.caller("service_agent", centre="shenzhen")
    for path in ("/requests", "/customers", "/tasks"):
        assert await grown_at(bench, here, path, {}) == []
    await bench.close()
