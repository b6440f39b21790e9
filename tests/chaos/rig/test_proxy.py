"""The fault proxy does to a link what it says, and nothing else."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from aftercare_launcher.ports import LOOPBACK, free_port
from tests.chaos.rig.proxy import Proxy, Way

pytestmark = pytest.mark.anyio
SOON = 0.2


@dataclass
class Echo:
    """Answers each line with the same line, and remembers it."""

    heard: list[bytes] = field(default_factory=list)
    ended: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while line := await reader.readline():
                self.heard.append(line)
                writer.write(line)
        self.ended += 1
        writer.close()


@asynccontextmanager
async def link() -> AsyncGenerator[tuple[Proxy, Echo]]:
    echo, target = Echo(), free_port()
    server = await asyncio.start_server(echo.serve, LOOPBACK, target)
    async with Proxy(free_port(), target) as proxy:
        yield proxy, echo
    server.close()


async def say(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: bytes = b"hello\n"
) -> bytes:
    writer.write(line)
    return await reader.readline()


async def test_a_good_link_changes_nothing() -> None:
    async with link() as (proxy, _):
        reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
        assert await say(reader, writer) == b"hello\n"
        assert proxy.links == 1
        writer.write_eof()
        assert await reader.read() == b""


async def test_a_cut_ends_connections_and_refuses_new_ones_until_healed() -> None:
    async with link() as (proxy, _):
        reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
        await say(reader, writer)
        proxy.cut()
        with pytest.raises(ConnectionResetError):
            await reader.read()
        again, other = await asyncio.open_connection(LOOPBACK, proxy.port)
        with pytest.raises(ConnectionResetError):
            assert await say(again, other)
        proxy.heal()
        assert await say(*await asyncio.open_connection(LOOPBACK, proxy.port))


async def test_a_slow_link_delays_each_way_and_keeps_the_order() -> None:
    """Two lines at once arrive two delays later, not four."""
    async with link() as (proxy, echo):
        reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
        await say(reader, writer)
        proxy.delay = 0.1
        began = time.monotonic()
        writer.write(b"one\n")
        await asyncio.sleep(0.01)
        writer.write(b"two\n")
        assert [await reader.readline(), await reader.readline()] == [b"one\n", b"two\n"]
        assert 0.2 <= time.monotonic() - began < 0.4
        assert echo.heard == [b"hello\n", b"one\n", b"two\n"]


@pytest.mark.parametrize(("way", "heard"), [(Way.OUT, []), (Way.BACK, [b"hello\n"])])
async def test_what_is_held_is_delivered_after_the_link_has_healed(
    way: Way, heard: list[bytes]
) -> None:
    async with link() as (proxy, echo):
        proxy.hold(way)
        answer = asyncio.create_task(say(*await asyncio.open_connection(LOOPBACK, proxy.port)))
        await asyncio.wait([answer], timeout=SOON)
        assert not answer.done()
        assert echo.heard == heard
        proxy.heal()
        assert await answer == b"hello\n"


async def test_half_open_the_server_is_gone_and_the_client_hears_nothing() -> None:
    async with link() as (proxy, echo):
        reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
        await say(reader, writer)
        proxy.half_open()
        silence = asyncio.create_task(say(reader, writer))
        await asyncio.wait([silence], timeout=SOON)
        assert not silence.done()
        assert echo.ended == 1
        proxy.heal()
        assert await say(*await asyncio.open_connection(LOOPBACK, proxy.port)) == b"hello\n"
        assert not silence.done()
        silence.cancel()


async def test_an_answer_is_lost_after_the_server_has_heard() -> None:
    async with link() as (proxy, echo):
        proxy.lose_answer_to = lambda said: b"COMMIT" in said
        reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
        assert await say(reader, writer) == b"hello\n"
        writer.write(b"COMMIT\n")
        with pytest.raises(ConnectionResetError):
            await reader.read()
        assert echo.heard == [b"hello\n", b"COMMIT\n"]
        assert proxy.robbed == 1


async def test_a_server_that_is_away_is_a_reset() -> None:
    async with Proxy(free_port(), free_port()) as proxy:
        reader, _ = await asyncio.open_connection(LOOPBACK, proxy.port)
        with pytest.raises(ConnectionResetError):
            await reader.read()
