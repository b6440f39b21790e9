"""The migration and the code agree on every table."""

from aftercare_kit.testing import Bench
from feedback.adapters import tables


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
