"""Connections that stay out of the pool between two requests, and go back when in doubt."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.database import Database
from aftercare_kit.driver import driver_of, fetch_one
from aftercare_kit.lending import Lender
from aftercare_kit.pool import clear
from aftercare_kit.testing import poll_until
from aftercare_kit.unit_of_work import UnitOfWork

pytestmark = pytest.mark.anyio
MOST = 3
_BACKEND = "select pg_backend_pid() as pid"


@pytest.fixture
async def lender(log: Database[UnitOfWork]) -> AsyncIterator[Lender]:
    engine = log.engine.execution_options(isolation_level="AUTOCOMMIT")
    lender = Lender(engine, most=MOST, seconds=0.2)
    yield lender
    await lender.close()


async def _backend(connection: AsyncConnection) -> int:
    return int((await fetch_one(connection, _BACKEND))["pid"])


async def _borrowed(lender: Lender) -> int:
    async with lender.lend() as connection:
        return await _backend(connection)


async def _all_of(lender: Lender) -> set[int]:
    """The connections that come out when as many are borrowed as there may be."""
    async with AsyncExitStack() as held:
        lent = [await held.enter_async_context(lender.lend()) for _ in range(MOST)]
        return {await _backend(connection) for connection in lent}


async def test_the_next_borrower_gets_what_was_given_back(lender: Lender) -> None:
    assert await _borrowed(lender) == await _borrowed(lender)


async def test_no_two_hold_the_same(lender: Lender) -> None:
    assert len(await _all_of(lender)) == MOST


async def test_who_comes_when_all_are_lent_waits_his_turn(lender: Lender) -> None:
    async with AsyncExitStack() as held:
        for _ in range(MOST - 1):
            await held.enter_async_context(lender.lend())
        async with lender.lend():
            waiting = asyncio.create_task(_borrowed(lender))
            await asyncio.sleep(0)
            assert not waiting.done()
        assert await waiting


async def test_who_waits_too_long_is_told(lender: Lender) -> None:
    async with AsyncExitStack() as held:
        for _ in range(MOST):
            await held.enter_async_context(lender.lend())
        with pytest.raises(PoolTimeout):
            await _borrowed(lender)
    assert len(await _all_of(lender)) == MOST


async def test_one_that_ended_while_idle_is_replaced(
    lender: Lender, log: Database[UnitOfWork]
) -> None:
    async with lender.lend() as connection:
        ended, driver = await _backend(connection), driver_of(connection)
    async with log.engine.connect() as other:
        await other.execute(sa.text("select pg_terminate_backend(:pid)"), {"pid": ended})

    async def told() -> bool:
        return driver.is_closed()

    await poll_until(told, what="the driver to hear of the end")
    assert await _borrowed(lender) != ended


async def test_where_one_fell_silent_all_are_connected_anew(lender: Lender) -> None:
    before = await _all_of(lender)
    async with lender.lend() as silent:
        await clear(silent)
    after = await _all_of(lender)
    assert len(after) == MOST
    assert not before & after


async def test_a_refused_statement_leaves_the_connection_as_good_as_new(lender: Lender) -> None:
    async with lender.lend() as connection:
        before = await _backend(connection)
        with pytest.raises(DBAPIError):
            await connection.execute(sa.text("select 1/0"))
    async with lender.lend() as connection:
        assert not connection.in_transaction()
        assert await connection.scalar(sa.text("select 1")) == 1
        assert await _backend(connection) == before


async def test_closed_it_has_given_all_back(lender: Lender, log: Database[UnitOfWork]) -> None:
    await _all_of(lender)
    await lender.close()
    assert "Current Checked out connections: 0" in log.engine.pool.status()
