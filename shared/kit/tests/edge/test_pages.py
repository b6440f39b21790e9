"""Pages of a list skip no row and tell none twice, whatever the cursor says."""

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx2
import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from aftercare_kit.pages import Cursor, MalformedCursor, Page, keyset, page_of

VISITS = sa.table("visit", sa.column("day", sa.Integer), sa.column("id", sa.String))
COLUMNS = (VISITS.c.day, VISITS.c.id)
ROWS = [(1, "a"), (1, "b"), (2, "c"), (2, "d"), (2, "e"), (3, "f"), (9, "g")]


@pytest.fixture
def connection() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(sa.text("create table visit (day integer, id text)"))
        connection.execute(
            sa.text("insert into visit values (:day, :id)"),
            [{"day": day, "id": key} for day, key in ROWS],
        )
        yield connection
    engine.dispose()


def pages(connection: sa.Connection, limit: int, *, newest_first: bool) -> list[list[Any]]:
    told: list[list[Any]] = []
    cursor: str | None = None
    while True:
        select = keyset(sa.select(*COLUMNS), COLUMNS, cursor, limit, newest_first=newest_first)
        rows, cursor = page_of(
            connection.execute(select).all(), limit, lambda row: (row.day, row.id)
        )
        told.append([tuple(row) for row in rows])
        if cursor is None:
            return told


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_pages_put_together_are_the_list(
    connection: sa.Connection, limit: int, newest_first: bool
) -> None:
    """Rows that share a sort value are cut apart by their id, in either direction."""
    told = pages(connection, limit, newest_first=newest_first)

    assert [row for page in told for row in page] == sorted(ROWS, reverse=newest_first)
    assert all(page for page in told)


def test_an_empty_list_is_one_empty_page() -> None:
    """There is no cursor to a page that holds nothing."""
    assert page_of([], 50, lambda row: (row,)) == ([], None)
    assert Page[int](items=[]).model_dump() == {"items": [], "next": None}


@pytest.mark.parametrize(
    "values",
    [
        ("华为", UUID(int=7)),
        (17, Decimal("1.10")),
        (datetime(2026, 11, 22, 0, 30, tzinfo=UTC), date(2026, 11, 22)),
    ],
)
def test_a_cursor_reads_back_what_it_marks(values: tuple[Any, ...]) -> None:
    """Types survive, so the comparison is the one the list is ordered by."""
    text = Cursor(values).encode()

    assert Cursor.decode(text).values == values
    assert text.isascii()
    assert "=" not in text


def test_a_list_is_not_sorted_by_what_has_no_order() -> None:
    """A slip in a query is told where it is made."""
    with pytest.raises(TypeError, match="sorted by a list"):
        Cursor(([],)).encode()  # type: ignore[arg-type]


def forged(document: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(document)).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!",
        "bm90IGpzb24",
        "\ud800",
        "é",
        forged({}),
        forged([["i", "1"]]),
        forged([["i", "x"], ["s", "a"]]),
        forged([["z", "1"], ["s", "a"]]),
        forged([["i", "1"], ["i", "2"]]),
        forged([["s", "1"], ["s", "a"]]),
        forged([["i", "9" * 30], ["s", "a"]]),
        forged([["i", 1.5], ["s", "a\0"]]),
        forged([["n", "NaN"], ["s", "a"]]),
        forged([[["i"], "1"], ["s", "a"]]),
        forged([["i", "1", "2"], ["s", "a"]]),
        forged(7),
        forged([["i", "9" * 5000], ["s", "a"]]),
    ],
)
def test_a_cursor_that_is_not_ours_is_malformed(cursor: str) -> None:
    """A forged mark is the caller's mistake, never a fault of the database."""
    with pytest.raises(MalformedCursor):
        keyset(sa.select(*COLUMNS), COLUMNS, cursor, 50)


def test_a_cursor_of_a_naive_time_or_an_endless_number_is_malformed() -> None:
    """What PostgreSQL would refuse never reaches it."""
    columns = (sa.column("at", sa.DateTime(timezone=True)), sa.column("sum", sa.Numeric()))
    for document in (
        [["t", "2026-11-22T00:00:00"], ["n", "1"]],
        [["t", "2026-11-22T00:00:00+00:00"], ["n", "sNaN"]],
        [["t", "2026-11-22T00:00:00+00:00"], ["n", "Infinity"]],
    ):
        with pytest.raises(MalformedCursor):
            keyset(sa.select(*columns), columns, forged(document), 50)
    assert keyset(
        sa.select(*columns), columns, forged([["t", "2026-11-22T00:00:00+00:00"], ["n", "1"]]), 50
    ).compile(dialect=postgresql.dialect())


def test_values_are_parameters_and_the_comparison_one_row_value() -> None:
    """One row comparison is what an index on the columns answers; nothing is written into SQL."""
    cursor = Cursor((2, "x' or 1=1 --")).encode()
    sql = str(keyset(sa.select(*COLUMNS), COLUMNS, cursor, 2).compile(dialect=postgresql.dialect()))

    assert "(visit.day, visit.id) > (%(param_1)s::INTEGER, %(param_2)s::VARCHAR)" in sql
    assert "or 1=1" not in sql


@pytest.mark.parametrize("limit", [0, 201, -1, "x"])
async def test_a_page_has_1_to_200_rows(http: httpx2.AsyncClient, limit: Any) -> None:
    """Nobody empties a table in one request."""
    answer = await http.get("/orders", params={"limit": limit})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "limit"
    assert (await http.get("/orders")).json() == {"limit": 50}
