"""Statements straight to the driver fail as SQLAlchemy's would."""

from typing import Any, NoReturn

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from aftercare_kit.database import Database
from aftercare_kit.driver import fetch_one
from aftercare_kit.faults import is_connection_fault
from aftercare_kit.unit_of_work import UnitOfWork

pytestmark = pytest.mark.anyio


async def test_who_asks_between_a_server_s_last_words_and_its_end_finds_it_away(
    log: Database[UnitOfWork], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver calls that a fault of its own; the connection is as dead as any."""

    async def in_the_gap(*_asked: Any) -> NoReturn:
        raise asyncpg.InternalClientError

    with monkeypatch.context() as patched:
        patched.setattr(asyncpg.Connection, "fetchrow", in_the_gap)
        async with log.reading() as connection:
            with pytest.raises(DBAPIError) as told:
                await fetch_one(connection, "select 1")
    assert is_connection_fault(told.value)
    async with log.reading() as connection:
        assert (await fetch_one(connection, "select 1"))[0] == 1
