"""The suite under test, with links of ours before PostgreSQL, NATS and the edge."""

import asyncio
import contextlib
import random
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psutil

from aftercare_launcher.demo.place import Place, found_or_started
from aftercare_launcher.ports import LOOPBACK, is_free
from aftercare_launcher.state import run
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.state.run import UnitState
from tests.chaos.rig.proxy import Proxy

PORTS = 16
SERVICES = ("intake", "dispatch", "inventory", "feedback", "billing", "gateway")
BACK_WITHIN = 60.0
LOOK_EVERY = 0.02


@dataclass(frozen=True)
class Stack:
    """One suite of the rig's own, made to be hurt."""

    place: Place
    links: dict[str, Proxy]
    """By what they lead to: postgres, nats, edge."""

    @property
    def url(self) -> str:
        """The edge, over its link."""
        return f"http://{LOOPBACK}:{self.links['edge'].port}"

    def unit(self, name: str) -> UnitState:
        now = run.read(self.place.folder)
        assert now is not None, "the launcher itself is never killed"
        return next(unit for unit in now.units if unit.name == name)

    async def ready(self, *names: str, within: float = BACK_WITHIN) -> None:
        """Return once all of these are ready."""
        async with asyncio.timeout(within):
            for name in names:
                while self.unit(name).state != "ready":
                    await asyncio.sleep(LOOK_EVERY)

    async def answering(self, within: float = BACK_WITHIN) -> None:
        """Return once the edge answers at all."""
        assert self.place.ports is not None
        async with asyncio.timeout(within), httpx2.AsyncClient() as client:
            while True:
                with contextlib.suppress(httpx2.TransportError):
                    await client.get(f"http://{LOOPBACK}:{self.place.ports['edge']}/")
                    return
                await asyncio.sleep(LOOK_EVERY)

    async def process(self, name: str) -> psutil.Process:
        """A ready part's process, if it is this suite's own still."""
        while True:
            await self.ready(name)
            now = run.read(self.place.folder)
            assert now is not None
            try:
                process = psutil.Process(self.unit(name).pid)
                if now.pid in {parent.pid for parent in process.parents()}:
                    return process
            except (psutil.NoSuchProcess, TypeError, ValueError):
                pass  # It ended since it was looked at.
            await asyncio.sleep(LOOK_EVERY)

    def heal(self) -> None:
        for link in self.links.values():
            link.heal()


@asynccontextmanager
async def started() -> AsyncGenerator[Stack]:
    """A suite on free ports, in a folder that PostgreSQL's own user can pass through."""
    root = _passable_folder()
    folder = StateFolder.at(root / "state")
    base = _free_base()
    links = {
        "postgres": Proxy(base + 6, target=base + 2),
        "nats": Proxy(base + 7, target=base + 3),
        "edge": Proxy(base + 8, target=base),
    }
    words = ("--port-base", str(base), "--postgres-through", str(base + 6),
             "--nats-through", str(base + 7))  # fmt: skip
    try:
        async with AsyncExitStack() as open_links:
            for link in links.values():
                await open_links.enter_async_context(link)
            with ExitStack() as suite:
                begun = found_or_started(folder, words, keep=False)
                place = await asyncio.to_thread(suite.enter_context, begun)
                try:
                    yield Stack(place, links)
                finally:
                    await asyncio.to_thread(suite.close)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _passable_folder() -> Path:
    root = Path(tempfile.mkdtemp(prefix="aftercare-chaos-"))
    root.chmod(0o711)
    return root


def _free_base() -> int:
    while True:
        base = random.randrange(24_000, 30_000, PORTS)
        if all(is_free(port) for port in range(base, base + PORTS)):
            return base
