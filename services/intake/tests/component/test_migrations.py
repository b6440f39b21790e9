"""What was there before a migration is there after it, in its new form."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy.ext.asyncio import create_async_engine

from aftercare_kit.database import async_url
from aftercare_kit.ids import new_id
from aftercare_kit.migrate import scripts_of
from aftercare_kit.testing import REGION, Bench
from intake.bootstrap import service
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk

AGREED = {"code": "HT-9", "months": 24, "product_lines": [], "serials": [], "policy": "base"}
AT = datetime(2026, 3, 2, 1, tzinfo=UTC).isoformat()

BACK = (
    "alter table handover no force row level security",
    "alter table handover add column reviews jsonb not null default '[]'",
)
OPENED = sa.text(
    "insert into handover values (:id, :region, 1, :customer, 'shenzhen', :project, 'Line 9',"
    " 'large', 'li', 'regional_manager', cast(:agreed as jsonb), now(), :state, '[]', null,"
    " '[]', '[]', null, null, null, cast(:reviews as jsonb))"
)


def review(step: str, by: str, reasons: str | None = None) -> dict[str, Any]:
    """A review as it used to be kept."""
    return {"step": step, "by": by, "at": AT, "reasons": reasons}


def take(connection: sa.Connection, revision: str) -> None:
    """Take one step of the way to the newest schema, whatever has followed it since."""
    script = scripts_of("intake").get_revision(revision)
    with Operations.context(MigrationContext.configure(connection)):
        script.module.upgrade()


@pytest.mark.rule("000-4.2c")
async def test_reviews_under_way_go_on_as_rounds(
    database: Callable[[str], Any], tmp_path: Path
) -> None:
    """A returned and once reviewed file waits for the supervisor; a fresh one for the region."""
    place = database("intake")
    bench = Bench.of(service(), place.app_url, tmp_path)
    desk = Desk(bench)
    await desk.centre()
    customer = await desk.ok("/customers", a.a_customer("C-1"))
    first, second, done = new_id(), new_id(), new_id()
    returned = review("return_file", "qian", "Mend it")
    passed = [review("review_file", "qian"), review("confirm_file", "sun")]
    kept = {
        first: ("reviewed", [returned, passed[0]]),
        second: ("under_review", []),
        done: ("completed", passed),
    }
    owner = create_async_engine(async_url(place.owner_url))
    async with owner.begin() as connection:
        for statement in BACK:
            await connection.execute(sa.text(statement))
        for number, (key, (state, reviews)) in enumerate(kept.items()):
            row = {"id": key, "region": REGION, "customer": customer["id"], "state": state}
            row |= {
                "project": f"AB-{number}",
                "reviews": json.dumps(reviews),
                "agreed": json.dumps(AGREED),
            }
            await connection.execute(OPENED, row)
        await connection.execute(sa.text("alter table handover force row level security"))
        await connection.run_sync(take, "0015")
    await owner.dispose()

    region = bench.caller("regional_manager", subject="qian")
    supervisor = bench.caller("service_supervisor", subject="sun")
    shown = (await region.get(f"/handovers/{first}/reviews")).json()
    assert [each["state"] for each in shown] == ["returned", "pending"]
    assert shown[0]["decisions"][0]["comment"] == "Mend it"
    assert (await region.get(f"/handovers/{done}/reviews")).json()[0]["state"] == "approved"
    path = f"/handovers/{second}/approve"
    assert (await region.post(path, json={})).json()["state"] == "reviewed"
    back = await supervisor.post(f"/handovers/{first}/return", json={"reason": "Not yet"})
    assert back.json()["state"] == "returned"
    timers = await bench.rows("select kind from timer where kind like 'approval.%' order by kind")
    assert [row["kind"] for row in timers] == ["approval.escalate", "approval.remind"]
    await bench.close()
