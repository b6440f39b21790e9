"""The gateway on a fresh database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from aftercare_kit.testing import Bench, poll_until
from gateway.bootstrap import service
from services.gateway.tests.component.streaming import Server


@pytest.fixture
async def bench(database: Callable[[str], Any], tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.of(service(), database("gateway").app_url, tmp_path)
    yield bench
    await bench.close()


@pytest.fixture
async def server(bench: Bench) -> AsyncIterator[Server]:
    config = uvicorn.Config(bench.process.app, port=0, lifespan="off", log_config=None)
    running = uvicorn.Server(config)
    task = asyncio.create_task(running.serve())

    async def started() -> bool:
        return running.started

    await poll_until(started, what="the server")
    port = running.servers[0].sockets[0].getsockname()[1]
    yield Server(bench, f"http://127.0.0.1:{port}")
    running.should_exit = running.force_exit = True
    await task
