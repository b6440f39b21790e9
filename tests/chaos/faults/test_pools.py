"""People's requests and the loops beside them never wait for each other's connections (G10)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from aftercare_kit.database import CONNECTIONS, CONNECTIONS_BESIDE
from aftercare_kit.service import Process
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.testing import Issuer, poll_until
from aftercare_launcher.ports import free_port
from dispatch.bootstrap import service

pytestmark = pytest.mark.anyio
AT_ONCE = 1.0


@pytest.fixture
async def process(database: Callable[[str], Any], tmp_path: Path) -> AsyncIterator[Process[Any]]:
    """Dispatch, with nobody where its NATS should be."""
    process = Process(
        service(),
        ServiceSettings(
            database_url=database("dispatch").app_url,
            jwks_file=Issuer(tmp_path).jwks_file,
            nats_url=f"nats://127.0.0.1:{free_port()}",
        ),
    )
    yield process
    await process.close()


async def _hold(stack: AsyncExitStack, engine: AsyncEngine, count: int) -> None:
    for _ in range(count):
        await stack.enter_async_context(engine.connect())


async def test_loops_go_on_when_people_have_every_connection_of_theirs(
    process: Process[Any],
) -> None:
    async with AsyncExitStack() as held:
        await _hold(held, process.engine, CONNECTIONS - 1)
        looking = await held.enter_async_context(process.engine.connect())

        async def standing() -> bool:
            """The loop of timers has set those that stand."""
            found = await looking.scalar(sa.text("select count(*) from timer"))
            await looking.rollback()
            return bool(found)

        assert not await standing()
        async with process.running():
            await poll_until(standing, what="the standing timers")


async def test_people_are_answered_when_loops_have_every_connection_of_theirs(
    process: Process[Any],
) -> None:
    async with AsyncExitStack() as held:
        await _hold(held, process.engine_beside, CONNECTIONS_BESIDE)
        async with asyncio.timeout(AT_ONCE), process.app.state.database.reading() as connection:
            assert await connection.scalar(sa.text("select 1")) == 1
