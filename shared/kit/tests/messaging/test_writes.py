"""A transaction's writes go as one statement, and mean what single statements would have meant."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from shared.kit.tests.messaging.conftest import REGION
from shared.kit.tests.messaging.things import Thing, resumed
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from aftercare_contracts.numbers import printed
from aftercare_kit.actors import Actor
from aftercare_kit.asked import asked
from aftercare_kit.bounds import Bounds
from aftercare_kit.database import Database, create_engine
from aftercare_kit.driver import fetch
from aftercare_kit.errors import VersionConflict
from aftercare_kit.numbers import Numbers
from aftercare_kit.unit_of_work import UnitOfWork
from aftercare_kit.writes import Writes

_METADATA = sa.MetaData()
PARENT = sa.Table(
    "parent",
    _METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("price", sa.Numeric(18, 2)),
    sa.Column("seal", sa.LargeBinary),
    sa.Column("words", ARRAY(sa.Text)),
    sa.Column("document", JSONB, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True)),
    prefixes=["temporary"],
)
CHILD = sa.Table(
    "child",
    _METADATA,
    sa.Column("place", sa.Integer, sa.Identity(), primary_key=True),
    sa.Column("parent_id", sa.Uuid, sa.ForeignKey("parent.id"), nullable=False),
    prefixes=["temporary"],
)


@pytest.fixture
async def connection(log: Database[UnitOfWork]) -> AsyncIterator[AsyncConnection]:
    owner = log.engine.url.set(username="postgres")
    engine = create_async_engine(owner)
    async with engine.begin() as connection:
        await connection.run_sync(_METADATA.create_all)
        yield connection
    await engine.dispose()


def a_parent(**given: Any) -> dict[str, Any]:
    row = {"id": uuid4(), "version": 1, "price": None, "seal": None, "words": None}
    return {**row, "document": None, "at": None, **given}


async def test_every_kind_of_value_arrives_as_it_is(connection: AsyncConnection) -> None:
    """Exact money, bytes, lists, quotes and Chinese, a document that says null."""
    given = a_parent(
        price=Decimal("1234567890123.45"),
        seal=b"\x00\xff",
        words=["a'b", '"c"', "售后\\"],
        document={"list": [1, {"deep": "中文 \u2028 \\ '"}], "none": None},
        at=datetime(2026, 2, 28, 23, 59, 59, 123456, tzinfo=UTC),
    )
    bare = a_parent()
    writes = Writes(connection, Numbers(connection, Bounds()))
    writes.insert(PARENT, given)
    writes.insert(PARENT, bare)
    await writes.send(writes.pack())

    for wanted in (given, bare):
        found = await connection.execute(sa.select(PARENT).where(PARENT.c.id == wanted["id"]))
        assert dict(found.mappings().one()) == wanted


async def test_children_may_be_gathered_before_their_parents_and_keep_their_order(
    connection: AsyncConnection,
) -> None:
    """Foreign keys are checked when the whole statement is done."""
    parents = [a_parent() for _ in range(500)]
    writes = Writes(connection, Numbers(connection, Bounds()))
    for parent in parents:
        writes.insert(CHILD, {"parent_id": parent["id"]})
        writes.insert(PARENT, parent)
    await writes.send(writes.pack())

    found = await connection.execute(sa.select(CHILD.c.parent_id).order_by(CHILD.c.place))
    assert list(found.scalars()) == [parent["id"] for parent in parents]


async def test_a_row_that_is_no_longer_the_one_that_was_loaded_is_not_overwritten(
    connection: AsyncConnection,
) -> None:
    """Neither it nor anything that would have been written with it."""
    first, second = a_parent(), a_parent()
    writes = Writes(connection, Numbers(connection, Bounds()))
    for row in (first, second):
        writes.insert(PARENT, row)
    await writes.send(writes.pack())

    writes.update(PARENT, first["id"], 1, {"version": 2, "price": Decimal(1)})
    writes.update(PARENT, second["id"], 7, {"version": 8, "price": Decimal(1)})
    with pytest.raises(VersionConflict):
        await writes.send(writes.pack())


async def test_a_row_is_put_in_place_of_the_one_with_its_key_and_removed(
    connection: AsyncConnection,
) -> None:
    """What is kept stays as it was; to remove what is not there is fine."""
    row = a_parent(words=["first"], price=Decimal(1))
    writes = Writes(connection, Numbers(connection, Bounds()))
    for price in (1, 2):
        said = row | {"price": Decimal(price), "words": [f"{price}"]}
        writes.put(PARENT, [said], keep=("words",))
        await writes.send(writes.pack())
    found = (await connection.execute(sa.select(PARENT))).mappings().one()
    assert (found["price"], found["words"]) == (Decimal(2), ["1"])

    writes.remove(PARENT, {"id": row["id"]})
    writes.remove(PARENT, {"id": uuid4()})
    await writes.send(writes.pack())
    assert (await connection.execute(sa.select(PARENT))).first() is None


async def test_a_transaction_costs_one_round_trip_for_all_its_writes(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """State, events, audit and timers, however many."""
    thing = Thing()
    with asked(log.engine) as said:
        async with log.begin(actor) as work:
            for _ in range(20):
                work.announce(thing, resumed(thing))
            await work.timers.set("a", thing.id, work.now)
            await work.timers.cancel("b", thing.id)
            work.note("read", "thing", thing.id)
    assert len(said) == 1
    async with log.reading() as reading:
        for table, rows in (("event", 20), ("audit", 21), ("timer", 1)):
            count = await reading.scalar(sa.text(f"select count(*) from {table}"))
            assert count == rows, table


async def test_a_database_over_another_pool_takes_nothing_from_the_first(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """Loops must not wait for the connections of commands, nor commands for theirs."""
    other = create_engine(
        log.engine.url.render_as_string(hide_password=False).replace("+asyncpg", ""),
        application="test",
        region=REGION,
    )
    beside = log.over(other)
    with asked(log.engine) as first, asked(other) as second:
        async with beside.begin(actor) as work:
            work.note("read", "thing")
        async with beside.begin_unlocked(actor) as work:
            work.note("read", "thing")
        async with beside.reading() as reading:
            await reading.execute(sa.text("select 1"))
    await other.dispose()
    assert first == []
    assert sum("insert into audit" in text for text, _values in second) == 2


async def test_numbers_are_given_out_by_the_statement_that_writes_them(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """In rows, in events and in texts; past 99 they grow a digit; the next commit goes on."""
    async with log.begin(actor) as work:
        for _ in range(98):
            await work.numbers.next("sheet", "YX2611")
        work.note("read", "thing", number=work.numbers.issue("sheet", "YX2611"))
    thing = Thing()
    async with log.begin(actor) as work:
        first, second = (work.numbers.issue("sheet", "YX2611") for _ in range(2))
        other = work.numbers.issue("sheet", "SC2611")
        work.note("read", "thing", said=f"{first}, {second} and {other}")
        work.announce(thing, resumed(thing))
    assert work.numbers.in_text(f"<{first}> <{second}>") == "<YX2611100> <YX2611101>"
    assert work.numbers.in_text(other) == "SC261101"
    async with log.reading() as reading:
        query = "select detail from audit where action = 'read' order by id"
        one, two = (await reading.execute(sa.text(query))).scalars()
    assert one == {"number": "YX261199"}
    assert two == {"said": work.numbers.in_text(f"{first}, {second} and {other}")}


@pytest.mark.parametrize("running", [1, 9, 10, 99, 100, 101, 999, 1000])
async def test_a_number_given_out_by_the_database_is_the_one_that_is_printed(
    log: Database[UnitOfWork], actor: Actor, running: int
) -> None:
    """The statement and the contracts say the same thing in two languages."""
    async with log.begin(actor) as work:
        if running > 1:
            before = "insert into number_range (form, series, last) values ('sheet', 'YX2611', $1)"
            await fetch(work.connection, before, running - 1)
        number = work.numbers.issue("sheet", "YX2611")
        work.note("read", "thing", number=number)
    assert work.numbers.in_text(number) == printed("YX2611", running)


async def test_who_writes_before_the_commit_needs_a_transaction(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """What it would have written is not lost without a word."""

    class Late(UnitOfWork):
        """Has something to say at the very end."""

        async def before_commit(self) -> None:
            """Say it."""

    late = Database(log.engine, Late, service=log.service, region=log.region)
    with pytest.raises(RuntimeError, match="needs a transaction"):
        async with late.begin_unlocked(actor):
            pass


async def test_numbers_of_racing_writers_have_no_gap_and_no_twin(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """Rolled-back writers leave no hole."""

    class GivenUpError(Exception):
        """A writer thinks better of it."""

    async def write(number: int) -> None:
        begin = log.begin_unlocked if number % 2 else log.begin
        with contextlib.suppress(GivenUpError):
            async with begin(actor) as work:
                work.note("read", "thing", number=work.numbers.issue("sheet", "YX2611"))
                if number % 5 == 0:
                    raise GivenUpError

    await asyncio.gather(*(write(number) for number in range(60)))
    async with log.reading() as reading:
        query = "select detail ->> 'number' from audit where action = 'read'"
        found = sorted((await reading.execute(sa.text(query))).scalars())
    assert found == [f"YX2611{number:02d}" for number in range(1, 49)]


async def test_who_only_adds_may_neither_lock_nor_write_early(
    log: Database[UnitOfWork], actor: Actor
) -> None:
    """Each statement would be a transaction of its own."""
    async with log.begin_unlocked(actor) as work:
        with pytest.raises(RuntimeError, match="only adds"):
            await work.flush()
        with pytest.raises(RuntimeError, match="only adds"):
            await work.numbers.next("sheet", "YX2611")
    async with log.reading() as reading:
        assert await reading.scalar(sa.text("select count(*) from audit")) == 0
        assert await reading.scalar(sa.text("select count(*) from number_range")) == 0
