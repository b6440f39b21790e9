"""The migration and the code agree on every table, and rows stay in their region."""

import sqlalchemy as sa

from aftercare_kit.database import create_engine
from aftercare_kit.testing import Bench
from feedback.adapters import tables
from services.feedback.tests.component.desk import Desk


async def test_the_migration_makes_the_tables_as_the_code_sees_them(bench: Bench) -> None:
    """Same columns, same nullability."""
    for table in tables.metadata.tables.values():
        rows = await bench.rows(
            "select column_name, is_nullable from information_schema.columns"
            " where table_name = :name",
            name=table.name,
        )
        made = {(row["column_name"], row["is_nullable"] == "YES") for row in rows}
        assert made == {(column.name, column.nullable) for column in table.columns}, table.name


async def test_what_must_not_be_in_the_table_does_not_get_in(bench: Bench) -> None:
    """One open verification per case, one per round, one survey per closure: twice guarded."""
    rows = await bench.rows(
        "select indexname from pg_indexes where indexdef ilike 'create unique%'"
        " and tablename in ('verification', 'survey', 'case_promise')"
    )

    assert {row["indexname"] for row in rows} >= {
        "case_promise_request_id_key",
        "verification_one_open",
        "verification_round_key",
        "survey_closure_key",
    }


async def test_another_region_sees_no_row_and_no_region_sees_none_at_all(bench: Bench) -> None:
    """Row security is closed when unset; the login role may not delete."""
    desk = Desk(bench)
    request_id = await desk.triaged()
    await desk.resolved(request_id)
    await desk.closed(request_id)
    await desk.complained(request_id)
    url = bench.process.engine.url.set(drivername="postgresql")
    for region in ("cn-east", ""):
        engine = create_engine(
            url.render_as_string(hide_password=False), application="test", region=region
        )
        async with engine.connect() as connection:
            for table in tables.metadata.tables:
                count = await connection.scalar(sa.text(f"select count(*) from {table}"))
                assert count == 0, (region, table)
                right = sa.text("select has_table_privilege(:table, 'delete')")
                assert await connection.scalar(right, {"table": table}) is False, table
        await engine.dispose()
