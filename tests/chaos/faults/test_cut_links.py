"""Whatever happens to the link to PostgreSQL, and when: it is told as a database that is away (G7).

Such a fault is answered with 503, to be said again under its key, and a consumer's batch is tried
again in its place. Any other fault is 500, or an event parked.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa

from aftercare_kit.actors import system_actor
from aftercare_kit.database import Database, create_engine
from aftercare_kit.driver import fetch
from aftercare_kit.faults import is_connection_fault
from aftercare_kit.unit_of_work import UnitOfWork
from aftercare_launcher.ports import free_port
from tests.chaos.rig.proxy import Proxy

pytestmark = pytest.mark.anyio
REGION = "cn-south"
SLOW = "select 1 from pg_sleep(0.3)"
CUTS = ("in between", "while asked", "at the end")


@pytest.fixture
async def linked(
    database: Callable[[str], Any],
) -> AsyncIterator[tuple[Proxy, Database[UnitOfWork]]]:
    url = sa.make_url(database("dispatch").app_url)
    assert url.port is not None
    async with Proxy(free_port(), target=url.port) as link:
        through = url.set(port=link.port).render_as_string(hide_password=False)
        engine = create_engine(through, application="test", region=REGION, pool_size=1)
        yield link, Database(engine, UnitOfWork, service="dispatch", region=REGION)
        await engine.dispose()


async def _worked(
    log: Database[UnitOfWork], link: Proxy, when: str, cut: Callable[[], None]
) -> None:
    if when == "before":
        cut()
        await asyncio.sleep(0.05)
    async with log.begin(system_actor("dispatch", REGION)) as work:
        if when == "in between":
            cut()
            await asyncio.sleep(0.05)
        if when == "while asked":
            asyncio.get_running_loop().call_later(0.1, cut)
        await fetch(work.connection, SLOW)
        if when == "at the end":
            cut()


@pytest.mark.parametrize(("how", "when"), [("cut", "before"), *product(["reset", "cut"], CUTS)])
async def test_a_lost_link_is_a_database_that_is_away(
    linked: tuple[Proxy, Database[UnitOfWork]], how: str, when: str
) -> None:
    link, log = linked
    await _worked(log, link, "never", link.heal)
    with pytest.raises(Exception) as told:  # noqa: PT011 - which one it is, is the question
        await _worked(log, link, when, getattr(link, how))
    assert is_connection_fault(told.value), repr(told.value)
    link.heal()
    await _worked(log, link, "never", link.heal)


async def test_a_link_reset_before_it_is_used_troubles_nobody(
    linked: tuple[Proxy, Database[UnitOfWork]],
) -> None:
    link, log = linked
    await _worked(log, link, "never", link.heal)
    await _worked(log, link, "before", link.reset)
