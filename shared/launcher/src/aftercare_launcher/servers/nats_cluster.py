"""Several NATS servers as one cluster, each with a folder, ports and a name of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aftercare_launcher.servers.nats import Cluster, NatsServer


@dataclass(frozen=True, slots=True)
class NodePorts:
    """Where one node listens: for clients, for whoever asks how it is, and for the other nodes."""

    client: int
    monitor: int
    route: int


@dataclass(frozen=True, slots=True)
class Secrets:
    """The passwords of a cluster: its users', and the one with which nodes enter each other."""

    users: Mapping[str, str] = field(repr=False)
    routes: str = field(repr=False)


def cluster(
    folder: Path, ports: Sequence[NodePorts], secrets: Secrets, *, name: str = "aftercare",
    sync_always: bool = True,
) -> list[NatsServer]:  # fmt: skip
    """The nodes, first to last, in folders `1`, `2`, … of this folder."""
    routes = tuple(node.route for node in ports)
    return [
        NatsServer(
            folder / str(number), node.client, node.monitor,
            passwords=secrets.users, sync_always=sync_always, name=f"{name}-{number}",
            cluster=Cluster(name, node.route, routes, secrets.routes),
        )
        for number, node in enumerate(ports, start=1)
    ]  # fmt: skip
