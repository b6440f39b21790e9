"""Three NATS servers that can be killed, frozen and cut off, with the stack's own configuration."""

import asyncio
import contextlib
import json
import os
import secrets
import signal
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from nats.js.api import StreamConfig

from aftercare_contracts.topology import SERVICES
from aftercare_kit.admin.jetstream import NatsAccess, jetstream
from aftercare_launcher.ports import LOOPBACK, free_port
from aftercare_launcher.servers.nats import ADMIN, ROUTE_USER, NatsServer
from aftercare_launcher.servers.nats_cluster import NodePorts, Secrets, cluster
from tests.chaos.rig.proxy import Proxy, Way

COUNT = 3
NOWHERE = f"{LOOPBACK}:1"


class Node:
    """One server and the links by which the others reach it and it reaches them."""

    def __init__(self, server: NatsServer) -> None:
        self.server = server
        self.links: list[Proxy] = []
        self.frozen = False

    @property
    def pid(self) -> int:
        assert self.server._running is not None
        return self.server._running._process.pid

    def start(self) -> None:
        self.server.start(self.server.folder.parent / f"{self.server.folder.name}.log")

    def kill(self) -> None:
        """End it with -9; it has no chance to write anything more."""
        running, self.server._running = self.server._running, None
        if running is not None:
            running._process.kill()
            running._process.wait()
        self.frozen = False

    def freeze(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)
        self.frozen = True

    def thaw(self) -> None:
        if self.frozen:
            os.kill(self.pid, signal.SIGCONT)
            self.frozen = False

    def cut(self) -> None:
        """Let nothing pass between it and the other nodes; its clients still reach it."""
        for link in self.links:
            link.hold(*Way)

    def heal(self) -> None:
        """Be a good node again, whatever was done to it."""
        self.thaw()
        for link in self.links:
            link.heal()
        if self.server._running is None:
            self.start()

    def state_of(self, stream: str) -> dict[str, Any] | None:
        """What this node itself has of a stream; None where it has none, or does not answer."""
        url = f"http://{LOOPBACK}:{self.server.monitor_port}/jsz?streams=1"
        with contextlib.suppress(OSError, TimeoutError), urlopen(url, timeout=2) as answer:
            for account in json.load(answer).get("account_details", []):
                for found in account.get("stream_detail", []):
                    if found["name"] == stream:
                        return found
        return None


class Nodes(list[Node]):
    """The cluster as a whole."""

    def __init__(self, nodes: Sequence[Node], passwords: dict[str, str]) -> None:
        super().__init__(nodes)
        self.passwords = passwords

    @property
    def urls(self) -> list[str]:
        return [node.server.url for node in self]

    def user_urls(self, user: str = ADMIN) -> list[str]:
        return [node.server.user_url(user) for node in self]

    async def add(self, config: StreamConfig) -> None:
        """Make a stream, as soon as the nodes know each other."""
        async with jetstream(NatsAccess(",".join(self.user_urls()))) as js:
            await js.add_stream(config)

    async def ready(self) -> None:
        async with asyncio.timeout(30):
            while not all([await asyncio.to_thread(n.server.program().ready) for n in self]):
                await asyncio.sleep(0.05)


@asynccontextmanager
async def three_nodes(folders: Sequence[Path], *, sync_always: bool) -> AsyncGenerator[Nodes]:
    """Three nodes, each in its folder; every route leads through a link that can be hurt."""
    ports = [NodePorts(free_port(), free_port(), free_port()) for _ in range(COUNT)]
    users = {user: secrets.token_hex(8) for user in (ADMIN, *SERVICES)}
    made = cluster(
        folders[0].parent, ports, Secrets(users, secrets.token_hex(8)), sync_always=sync_always
    )
    nodes = Nodes([Node(server) for server in made], users)
    async with AsyncExitStack() as stack:
        for here, folder in zip(nodes, folders, strict=True):
            here.server.folder = folder
            routes: list[str] = []
            for there, place in zip(nodes, ports, strict=True):
                if here is not there:
                    link = await stack.enter_async_context(Proxy(free_port(), place.route))
                    here.links.append(link)
                    there.links.append(link)
                    routes.append(_route(here, link))
            _lead(here.server, routes)
        try:
            for node in nodes:
                node.start()
            await nodes.ready()
            yield nodes
        finally:
            for node in nodes:
                node.kill()


def _route(node: Node, link: Proxy) -> str:
    assert node.server._cluster is not None
    return f"nats://{ROUTE_USER}:{node.server._cluster.password}@{LOOPBACK}:{link.port}"


def _lead(server: NatsServer, routes: list[str]) -> None:
    """Routes through these links only: what nodes tell each other of themselves leads nowhere."""
    plain = server.config

    def config() -> dict[str, Any]:
        whole = plain()
        whole["cluster"] |= {"routes": routes, "advertise": NOWHERE}
        return whole

    server.config = config  # type: ignore[method-assign]
