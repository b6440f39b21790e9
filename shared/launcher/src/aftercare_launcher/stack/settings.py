"""What a person may choose about the local stack."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from aftercare_launcher.errors import LauncherError
from aftercare_launcher.ports import require_free
from aftercare_launcher.servers.nats_cluster import NodePorts
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.supervision.zygote import AVAILABLE

REGION: Final = r"[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?"  # it becomes a part of subjects
NATS_NODES: Final = (1, 3)
SERVICE_ORDER: Final = ("intake", "dispatch", "inventory", "feedback", "billing", "gateway")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where everything listens, always on loopback; services follow each other from the first."""

    edge: int = 8080
    edge_admin: int = 8100
    first_service: int = 8101
    postgres: int = 54320
    nats: int = 42220
    nats_monitor: int = 42221
    nats_cluster: int = 42222
    otlp: int = 43180

    @classmethod
    def from_base(cls, base: int) -> "Ports":
        """A second stack beside the first: sixteen ports in a row, 23 with three NATS nodes."""
        return cls(
            edge=base, edge_admin=base + 1, postgres=base + 2, nats=base + 3,
            nats_monitor=base + 4, otlp=base + 5, first_service=base + 10, nats_cluster=base + 16,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StackSettings:
    state: StateFolder
    region: str = "cn-south"
    ports: Ports = field(default_factory=Ports)
    services: tuple[str, ...] = SERVICE_ORDER
    allowed_origins: tuple[str, ...] = ()
    preload: bool = AVAILABLE
    """Fork the services from one process that has imported their libraries."""
    nats_nodes: int = 1
    """One server, or a cluster of three that keeps every stream three times."""
    postgres_url: str | None = None
    """An administrator's address of another PostgreSQL, which we then neither start nor stop."""
    postgres_through: int | None = None
    nats_through: int | None = None
    """Local ports through which the services reach these: a pooler's, a tunnel's, a proxy's."""
    trace_ratio: float = 1.0
    """Which share of the traces is recorded, at the edge and in the services."""

    def __post_init__(self) -> None:
        if not re.fullmatch(REGION, self.region):
            raise LauncherError(
                f"'{self.region}' is no name for a region; take small letters, digits and hyphens."
            )

        if self.nats_nodes not in NATS_NODES:
            raise LauncherError(
                f"NATS runs as one node or as a cluster of three, not as {self.nats_nodes}."
            )

    def nats_ports(self) -> dict[str, NodePorts]:
        """Each NATS node's ports by its name; one alone has no routes."""
        ports = self.ports
        if self.nats_nodes == 1:
            return {"nats": NodePorts(ports.nats, ports.nats_monitor, route=0)}
        more = iter(range(ports.nats_cluster, ports.nats_cluster + 3 * self.nats_nodes))
        first = NodePorts(ports.nats, ports.nats_monitor, next(more))
        others = [NodePorts(next(more), next(more), next(more)) for _ in range(1, self.nats_nodes)]
        return {f"nats-{n}": node for n, node in enumerate([first, *others], start=1)}

    def port_of(self, service: str) -> int:
        """Fixed by the service's place, whichever others run."""
        place = SERVICE_ORDER if service in SERVICE_ORDER else self.services
        return self.ports.first_service + place.index(service)

    def require_free_ports(self) -> None:
        for port, purpose, option in self._listeners():
            require_free(port, purpose, option)

    def addresses(self) -> dict[str, int]:
        """Every port by the name of who listens."""
        return {name: port for port, name, _ in self._listeners()}

    def _listeners(self) -> Iterator[tuple[int, str, str]]:
        yield self.ports.edge, "edge", "--port"
        yield self.ports.edge_admin, "edge-admin", "--edge-admin-port"
        if self.postgres_url is None:
            yield self.ports.postgres, "postgres", "--postgres-port"
        option, monitor = "--nats-port", "--nats-monitor-port"
        for name, node in self.nats_ports().items():
            yield node.client, name, option
            yield node.monitor, f"{name}-monitor", monitor
            if node.route:
                yield node.route, f"{name}-route", "--nats-cluster-port"
            option = monitor = "--nats-cluster-port"
        yield self.ports.otlp, "traces", "--otlp-port"
        for service in self.services:
            yield self.port_of(service), service, "--first-service-port"
