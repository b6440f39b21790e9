"""A peer that vanished without a word is noticed in seconds, and nothing stays stuck (G7)."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import nats
import pytest
import sqlalchemy as sa
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import ConsumerConfig, StreamConfig

from aftercare_kit.actors import system_actor
from aftercare_kit.driver import driver_of, fetch_one
from aftercare_kit.endings import end
from aftercare_kit.messaging import Messaging
from aftercare_kit.pulling import Puller
from aftercare_kit.readiness import Readiness
from aftercare_kit.service import Process
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.streams import Place
from aftercare_kit.testing import Issuer, poll_until
from aftercare_launcher.ports import free_port
from dispatch.bootstrap import service
from tests.chaos.rig.proxy import Proxy

pytestmark = pytest.mark.anyio
NOTICED_WITHIN = 15.0
GIVEN_UP_AFTER = 40.0
"""Seconds; far beyond what passes, so that a link never replaced fails with its stacks."""
REPLACED_WITHIN = 3.0
POOL = 8
_OTHERS = """select pid from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()"""
_END_OTHERS = f"select pg_terminate_backend(pid) from ({_OTHERS}) other"


async def _asked(process: Process[Any]) -> bool:
    """Whether the database answered."""
    with suppress(OSError, TimeoutError, sa.exc.SQLAlchemyError):
        async with process.database.reading() as connection:
            await connection.execute(sa.text("select pg_sleep(0.05)"))
        return True
    return False


async def _wrote(process: Process[Any]) -> bool:
    """Whether a unit of work came through, its statements straight to the driver."""
    with suppress(OSError, TimeoutError, sa.exc.SQLAlchemyError):
        async with process.database.begin(system_actor("dispatch", process.place.region)) as work:
            await fetch_one(work.connection, "select pg_sleep(0.05)")
        return True
    return False


async def _warm(
    url: str, folder: Path, asked: Callable[[Process[Any]], Awaitable[bool]]
) -> Process[Any]:
    """A service whose whole pool is connected."""
    jwks_file = Issuer(folder).jwks_file
    process = Process(service(), ServiceSettings(database_url=url, jwks_file=jwks_file))
    assert all(await asyncio.gather(*(asked(process) for _ in range(POOL))))
    return process


@pytest.fixture
async def postgres(database: Callable[[str], Any]) -> AsyncIterator[tuple[Proxy, str]]:
    url = sa.make_url(database("dispatch").app_url)
    assert url.port is not None
    async with Proxy(free_port(), target=url.port) as proxy:
        yield proxy, url.set(port=proxy.port).render_as_string(hide_password=False)


@pytest.mark.parametrize("asked", [_asked, _wrote])
async def test_a_pool_of_half_open_connections_is_replaced(
    postgres: tuple[Proxy, str],
    tmp_path: Path,
    asked: Callable[[Process[Any]], Awaitable[bool]],
) -> None:
    """Every connection of the pool waits for an answer that never comes; none waits for ever."""
    link, url = postgres
    process = await _warm(url, tmp_path, asked)
    link.half_open()
    began = time.monotonic()
    await asyncio.gather(*(asked(process) for _ in range(POOL)))
    assert time.monotonic() - began < NOTICED_WITHIN
    assert all(await asyncio.gather(*(asked(process) for _ in range(POOL))))
    assert time.monotonic() - began < NOTICED_WITHIN
    await process.close()


@pytest.mark.parametrize("asked", [_asked, _wrote])
async def test_one_half_open_connection_has_the_whole_pool_replaced(
    postgres: tuple[Proxy, str],
    tmp_path: Path,
    asked: Callable[[Process[Any]], Awaitable[bool]],
) -> None:
    """Who finds out is one; those who come next find no connection of that time any more."""
    link, url = postgres
    process = await _warm(url, tmp_path, asked)
    link.half_open()
    assert not await asked(process)
    began = time.monotonic()
    assert all(await asyncio.gather(*(asked(process) for _ in range(POOL))))
    assert time.monotonic() - began < REPLACED_WITHIN
    await process.close()


@pytest.mark.parametrize("asked", [_asked, _wrote])
async def test_connections_that_ended_while_nobody_used_them_trouble_nobody(
    database: Callable[[str], Any], tmp_path: Path, asked: Callable[[Process[Any]], Awaitable[bool]]
) -> None:
    """A server that came back is met by new connections, not by one refusal for each old one."""
    process = await _warm(database("dispatch").app_url, tmp_path, asked)
    async with AsyncExitStack() as held:
        lent = [await held.enter_async_context(process.database.reading()) for _ in range(POOL)]
        drivers = [driver_of(connection) for connection in lent]
    async with process.database.reading() as ending:
        ended = await ending.execute(sa.text(_END_OTHERS))
        assert len(ended.all()) >= POOL - 1

        async def alone() -> bool:
            return sum(driver.is_closed() for driver in drivers) == POOL - 1

        await poll_until(alone, what="the end of the others")
    assert all(await asyncio.gather(*(asked(process) for _ in range(POOL))))
    await process.close()


@pytest.fixture
async def stream(nats_server: Any, tmp_path: Path) -> AsyncIterator[tuple[Client, str]]:
    """A stream with one consumer, and a straight connection to it."""
    client, name = await nats.connect(nats_server.user_url()), f"H{tmp_path.name}".replace(".", "_")
    await client.jetstream().add_stream(StreamConfig(name=name, subjects=[f"{name}.>"]))
    await client.jetstream().add_consumer(name, ConsumerConfig(durable_name="d", ack_wait=1))
    yield client, name
    await client.jetstream().delete_stream(name)
    await client.close()


async def test_a_half_open_link_to_nats_is_replaced(
    nats_server: Any, stream: tuple[Client, str], tmp_path: Path
) -> None:
    client, name = stream
    came = asyncio.Event()

    async def take(messages: Sequence[Msg]) -> None:
        if any(message.data == b"after" for message in messages):
            came.set()

    async with Proxy(free_port(), target=nats_server.port) as link:
        settings = ServiceSettings(
            database_url="postgresql://nobody@127.0.0.1/none", jwks_file=Issuer(tmp_path).jwks_file,
            nats_url=f"nats://127.0.0.1:{link.port}", nats_user="admin",
            nats_password=nats_server.password(),
        )  # fmt: skip
        process = Process(service(), settings)
        messaging = Undeclared(settings, process.place, "dispatch", process.readiness)
        pulling = asyncio.create_task(
            messaging.serve(lambda own: Puller(own, name, "d", take).run())
        )
        async with asyncio.timeout(GIVEN_UP_AFTER):
            while not link.links:
                assert not pulling.done(), pulling.result()
                await asyncio.sleep(0.02)
            await asyncio.sleep(0.5)  # Until the request is open: the link dies in the quiet.
            link.half_open()
            await client.publish(f"{name}.x", b"after")
            began = time.monotonic()
            await came.wait()
        assert time.monotonic() - began < NOTICED_WITHIN
        await end([pulling])
        await messaging.close()


class Undeclared(Messaging):
    """Takes the streams as they are: this test has its own."""

    def __init__(
        self, settings: ServiceSettings, place: Place, service: str, readiness: Readiness
    ) -> None:
        super().__init__(settings, place, service, readiness)

    async def _until_declared(self, client: Client) -> None:
        return
