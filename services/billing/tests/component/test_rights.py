"""Who sees and does what: own rows only, one region only."""

from typing import Any

import pytest
import sqlalchemy as sa

from aftercare_kit.database import create_engine
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.billing.tests import builders as a
from services.billing.tests.component.desk import Desk


async def test_a_customer_sees_and_answers_the_own_quote(bench: Bench, desk: Desk) -> None:
    """Quote and charge of the own case."""
    scheme, quote = await desk.offered()
    owner = await _owner(bench, "quote", quote)
    me = bench.caller("customer", customer_id=owner)

    assert [q["id"] for q in (await me.get("/quotes")).json()["items"]] == [quote["id"]]
    await desk.ok(me, f"/quotes/{quote['id']}/accept", {})
    await desk.carried_out(scheme)
    (charge,) = (await me.get("/charges")).json()["items"]
    assert (await me.get(f"/charges/{charge['id']}")).status_code == 200


async def test_a_bound_token_sees_nothing_of_others(bench: Bench, desk: Desk) -> None:
    """Lists are empty; a foreign quote or charge answers like one that does not exist."""
    scheme, quote = await desk.accepted()
    charge = await desk.charge_of(await desk.carried_out(scheme))
    assert charge is not None
    strangers = [
        bench.caller("customer", customer_id=str(new_id())),
        bench.caller("customer"),
        bench.caller("service_agent", centre="harbin"),
        bench.caller("service_agent", engineer_id=str(new_id())),
        bench.caller("service_agent", "customer", customer_id=str(new_id())),
    ]
    for stranger in strangers:
        for path in ("/quotes", "/charges"):
            assert (await stranger.get(path)).json()["items"] == []
        there = await stranger.get(f"/quotes/{quote['id']}")
        nowhere = await stranger.get(f"/quotes/{a.new_id()}")
        assert there.status_code == nowhere.status_code == 404
        assert there.json()["code"] == nowhere.json()["code"] == "unknown-record"
        assert (await stranger.get(f"/charges/{charge['id']}")).status_code == 404
        answer = await stranger.post(f"/quotes/{quote['id']}/accept", json={})
        assert answer.status_code == 404


@pytest.mark.rule("002-4.5.3.1f")
async def test_a_customer_is_not_told_what_nobody_has_told_yet(bench: Bench, desk: Desk) -> None:
    """Neither a draft's price nor a charge whose liability is open."""
    scheme = await desk.approved("warranty", "unknown", major=True)
    await desk.price()
    await desk.carried_out(scheme)
    (held,) = await desk.items("/charges")
    quote = await desk.quote_of(await desk.approved())
    for path, record in (("/quotes", quote), ("/charges", held)):
        me = bench.caller("customer", customer_id=await _owner(bench, path[1:-1], record))
        assert (await me.get(path)).json()["items"] == []
        assert (await me.get(f"{path}/{record['id']}")).status_code == 404


async def test_a_centre_sees_its_own(bench: Bench, desk: Desk) -> None:
    """Quotes and decisions of the centre that serves the case."""
    await desk.offered()
    own = bench.caller("service_agent", centre="shenzhen")
    assert len((await own.get("/quotes")).json()["items"]) == 1
    assert len((await own.get("/liabilities")).json()["items"]) == 1


async def test_what_is_not_for_a_role_is_forbidden(bench: Bench) -> None:
    """Customers see no internal list; engineers no bills."""
    customer = bench.caller("customer", customer_id=str(new_id()))
    engineer = bench.caller("field_engineer")
    for caller, paths in (
        (customer, ("/prices", "/liabilities")),
        (engineer, ("/prices", "/liabilities", "/quotes", "/charges")),
    ):
        for path in paths:
            assert (await caller.get(path)).status_code == 403, path


async def test_another_regions_token_is_refused(bench: Bench) -> None:
    """A region answers for itself."""
    answer = await bench.caller("finance", region="cn-east").get("/charges")
    assert answer.status_code == 403
    assert answer.json()["code"] == "wrong-region"


async def test_rows_are_hidden_without_their_region(
    bench: Bench, desk: Desk, database: Any
) -> None:
    """Row security shows nothing where no region, or another, is set; nobody may delete."""
    scheme, _ = await desk.accepted()
    await desk.carried_out(scheme)
    url = bench.process.engine.url.render_as_string(hide_password=False)
    engine = create_engine(url.replace("+asyncpg", ""), application="test", region="")
    tables = ("service_case", "price", "liability", "quote", "visit_facts", "charge")
    try:
        async with engine.begin() as connection:
            for region in ("", "cn-east"):
                await connection.execute(
                    sa.text("select set_config('app.region', :r, true)"), {"r": region}
                )
                for table in tables:
                    seen = await connection.execute(sa.text(f"select count(*) from {table}"))
                    assert seen.scalar_one() == 0, (region, table)
            for table in tables:
                may = await connection.execute(
                    sa.text("select has_table_privilege(:t, 'delete')"), {"t": table}
                )
                assert not may.scalar_one()
    finally:
        await engine.dispose()


async def _owner(bench: Bench, table: str, record: dict[str, Any]) -> str:
    (row,) = await bench.rows(f"select customer_id from {table} where id = :id", id=record["id"])
    return str(row["customer_id"])
