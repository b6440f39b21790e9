"""No list grows with its table: each goes down an index to the rows of its page, and no further."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aftercare_kit.full_tables import fill
from aftercare_kit.guarded_lists import grown, grown_at
from aftercare_kit.testing import Bench
from gateway.bootstrap import service
from services.gateway.tests.builders import Story

TABLES = {
    "case_view": {"centre": "'elsewhere'", "state": "'closed'", "overdue": "false"},
    "timeline": {},
}


async def test_every_list_stays_as_cheap_on_full_tables(
    database: Callable[[str], Any], tmp_path: Path
) -> None:
    """Cases plain, narrowed to one among thousands, for those who see a part only; one case."""
    fresh = database("gateway")
    bench = Bench.of(service(), fresh.app_url, tmp_path)
    story = Story()
    await bench.hear(story.registered())
    await fill(fresh.admin_url, TABLES)
    agent = bench.caller("service_agent")
    values = {
        "state": "registered",
        "customer": str(story.customer_id),
        "centre": story.centre,
        "overdue": "true",
    }
    assert await grown(bench, agent, values) == []
    for part in ("", "/timeline"):
        assert await grown_at(bench, agent, f"/cases/{story.request_id}{part}", {}) == []
    own = bench.caller("customer", customer_id=str(story.customer_id))
    for who in (own, bench.caller("service_agent", centre=story.centre)):
        assert await grown_at(bench, who, "/cases", {}) == []
    await bench.close()
